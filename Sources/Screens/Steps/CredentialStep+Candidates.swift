internal import GatewayHost
internal import Secrets
internal import TerminalUI

// One paste contained several secrets: a list by kind, length and last four characters.
extension CredentialStep {
    mutating func showCandidates(_ words: Words) {
        choice = PickList(
            candidates.enumerated().map { index, candidate in
                let ending = candidate.ending.isEmpty ? "" : words("credential.ends", ["ending": candidate.ending])
                let length = words("credential.length", count: candidate.length)
                return PickRow(id: String(index), label: words(candidate.kind.key), notes: [length, ending])
            }
        )
    }

    mutating func handleChoice(
        _ key: Key,
        _ context: StepContext,
        _ answers: inout SetupAnswers
    ) -> StepOutcome? {
        switch choice.handle(key) {
        case .chosen(let index):
            field.hold(candidates[index].secret)
            candidates = []
            removed = []
            doubt = .none
            record(context, &answers)
            return .handled
        case .handled: return .handled
        default: break
        }
        switch key {
        case .escape, .backTab, .control("u"):
            candidates = []
            return .handled
        case .paste, .brokenPaste: return nil
        default: return .ignored
        }
    }
}
