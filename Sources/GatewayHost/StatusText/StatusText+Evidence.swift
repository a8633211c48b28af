internal import Credentials
internal import GatewayConfig
internal import Secrets

// What made the verdict stricter, as sentences.
extension StatusText {
    /// Whether the verdict or a fact below it already says it.
    func isSaid(_ evidence: Verdict.Evidence) -> Bool {
        switch evidence {
        // The config's issues are among the problems.
        case .verifiedCredential, .config, .store, .program: return true
        // The verdict names the variable or the reference; below it stands where.
        case .unset, .reference: return false
        case .placeholder(let candidate):
            // What a gateway makes of a variable in the place of a secret is not in the verdict.
            if case .reference = candidate.state { return false }
            return report.verdict.outcome == .placeholder && candidate == report.verdict.winner
        case .refusedCredential(let candidate, _, _):
            guard case .refused = report.verdict.outcome else { return false }
            return candidate == report.verdict.winner
        }
    }

    /// When the credential that will be used was checked and with which result; nil if the verdict says it.
    package var verdictCheck: String? {
        guard report.verdict.canAnswer == true, let winner = report.verdict.winner else { return nil }
        return report.check(of: winner) == .notChecked ? nil : checkLabel(of: winner)
    }

    /// A piece of evidence as a sentence.
    func says(_ evidence: Verdict.Evidence) -> String {
        switch evidence {
        case .store(let problem): return problem.message
        case .config(let issue):
            return texts("status.evidence.config", ["issue": issue.line])
        case .unset(let variable):
            return texts("status.evidence.unset", ["name": variable.name, "place": variable.shownPlace])
        case .placeholder(let candidate):
            guard case .reference(let reference) = candidate.state else {
                return texts("status.evidence.placeholder", ["profile": name(candidate)])
            }
            let values = reference.values.merging(["profile": name(candidate)]) { $1 }
            return texts("status.evidence.placeholder.template", values)
        case .program(let backend):
            let program = Verdict.builtInProgram(backend) ?? backend
            return texts("status.evidence.program", ["backend": backend, "program": program])
        case .reference(let candidate, let finding):
            let values = finding.values.merging(["profile": name(candidate)]) { $1 }
            return texts("status.evidence.reference." + finding.word, values)
        case .verifiedCredential(let candidate, let at):
            return texts("status.evidence.verified", ["profile": name(candidate), "time": moments.clock(at)])
        case .refusedCredential(let candidate, let code, let at):
            let values = [
                "profile": name(candidate), "reason": CheckWords(texts).short(code: code), "time": moments.clock(at),
            ]
            return texts("status.evidence.refused", values)
        }
    }
}

extension Verdict.Certainty {
    /// The stable name for `--json`.
    var word: String {
        switch self {
        case .verified: "verified"
        case .notChecked: "notChecked"
        case .none: "none"
        }
    }
}
