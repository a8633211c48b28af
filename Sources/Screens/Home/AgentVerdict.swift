internal import GatewayHost

/// An agent's verdict in a few words, for a row of a table.
struct AgentVerdict {
    let status: StatusText
    let words: Words
    /// Unix milliseconds of the screen's clock.
    let now: Int64

    var text: String {
        let verdict = status.report.verdict
        let word = "home.agent." + verdict.word
        switch verdict.outcome {
        case .rests(let until, _):
            let left = Countdown(status.moments, isSpoken: words.isSpoken).text(until: until, now: now)
            return words("home.agent.rests", ["time": status.moments.clock(until), "left": left])
        case .refused(_, let at): return words("home.agent.refused", ["time": status.moments.clock(at)])
        case .answers, .answersWithFallback:
            return words("home.agent." + (verdict.certainty == .notChecked ? "notChecked" : "answers"))
        default:
            if words.has(word) { return words(word) }
            return words("home.agent." + (verdict.canAnswer == false ? "cannot" : "unknown"))
        }
    }
}
