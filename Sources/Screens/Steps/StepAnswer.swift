internal import Anthropic
internal import GatewayHost
internal import TerminalUI

/// What a page was answered with, as the rail shows it below the page's name.
struct StepAnswer: Sendable, Equatable {
    var answer = StepRail.Answer()
    /// The state of an answered step: done, passed without an answer, or found to be no good.
    var state = StepRail.State.done

    init(_ text: String = "", short: String = "") { answer = StepRail.Answer(text, short: short) }

    init(_ answer: StepRail.Answer, _ state: StepRail.State) {
        self.answer = answer
        self.state = state
    }
}

extension CheckView {
    /// How far the check of the credential is; nil where there is nothing to tell.
    func answer(_ words: Words) -> StepAnswer? {
        switch self {
        case .none, .impossible, .open: return nil
        case .running(let seconds, _):
            let values = ["seconds": String(seconds)]
            return StepAnswer(words("rail.checking", values), short: words("rail.checking.short", values))
        case .ended(let verification): return Self.answer(verification, words)
        }
    }

    private static func answer(_ verification: Verification, _ words: Words) -> StepAnswer {
        if verification.isVerified || verification.isModelRefused {
            let key = verification.isVerified ? "rail.verified" : "rail.accepted"
            return StepAnswer(StepRail.Answer(words(key), isGood: true), .done)
        }
        guard verification.isConclusive else { return StepAnswer(words("rail.notChecked")) }
        let status = verification.status.map { words("rail.refused", ["status": String($0)]) }
        let text = CheckWords(words.texts).short(code: verification.code)
        return StepAnswer(StepRail.Answer(status ?? text), .failed)
    }
}
