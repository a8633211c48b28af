internal import Anthropic
internal import GatewayHost
internal import TerminalUI

/// The first lines of Done: whether the agent can answer as far as it is known, and what that is taken from.
struct DoneVerdict {
    private let mark: NoteMark
    private let text: String
    private let evidence: [Block]

    init(_ done: DoneStep, _ report: ApplyReport, _ context: StepContext, lacks: Bool, _ answers: SetupAnswers) {
        let words = context.words
        let agent = ["agent": report.agent]
        let check = done.check
        if lacks {
            (mark, text) = (.warning, words("done.saved.noCredential", agent))
            evidence = [.text(words("done.cannotYet"), .muted)]
        } else if let obstacle = report.verdict?.obstacle, check.verification?.isConclusive != true || check.isVerified
        {
            // A check says nothing of a config with which the gateway does not start.
            (mark, text) = (.error, obstacle)
            evidence = []
        } else if let verification = check.verification, verification.isVerified {
            mark = .ok
            text = done.isModelChecked ? words("done.canAnswer", agent) : words("done.works")
            evidence = [.text(Self.answered(verification, report, words), .muted)]
        } else if let verification = check.verification, verification.isConclusive {
            let texts = CheckWords(words.texts)
            (mark, text) = (.error, words("done.refused", ["reason": texts.short(code: verification.code)]))
            let next = texts.next(verification, kind: context.checkedKind).map {
                words("review.checkNext", ["next": $0])
            }
            let lines = [texts.sentence(verification), next]
            evidence = lines.compactMap(\.self).map { .text($0, .muted) }
        } else {
            let isStored = answers.storesCredential
            mark = isStored && report.verdict?.isVerified != true ? .warning : .ok
            text = report.verdict?.text ?? words(isStored ? "done.saved" : "done.saved.settings")
            evidence = Self.reason(check, isStored: isStored, words).map { .text($0, .muted) }
        }
    }

    var blocks: [Block] { [.headline(mark, text)] + evidence }

    private static func answered(_ verification: Verification, _ report: ApplyReport, _ words: Words) -> String {
        let seconds = verification.secondsText
        let values = ["model": verification.model, "seconds": seconds ?? ""]
        let answered = words(seconds == nil ? "done.answered" : "done.answered.in", values)
        guard let payer = report.payer else { return answered }
        return words("done.answered.payer", ["answered": answered, "payer": words.payer(payer)])
    }

    /// Why it is not verified.
    private static func reason(_ check: CheckView, isStored: Bool, _ words: Words) -> [String] {
        switch check {
        // Nothing was stored that could have been checked.
        case .none where !isStored, .open where !isStored: []
        case .none, .open: [words("done.notVerified")]
        case .impossible(let word): [words("done.noCheck", ["reason": CheckWords(words.texts).short(code: word)])]
        case .running: [words("done.notAwaited")]
        case .ended(let verification): [CheckWords(words.texts).sentence(verification)]
        }
    }
}
