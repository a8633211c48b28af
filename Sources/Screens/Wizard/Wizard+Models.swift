internal import Anthropic
internal import GatewayHost
internal import TerminalUI

// The question which models the provider offers: asked beside the model page when its row is taken, never unasked, and
// over when the page is left.
extension Wizard {
    /// Who is asked; nil where nobody can be, or with nothing. Read line by line, the list is what it is.
    var modelsHost: String? {
        guard !setup.isSpoken, let checks = host.checks, checks.obstacle == nil, modelsCredential != nil else {
            return nil
        }
        return checks.host
    }

    /// The credential of the answers, else the stored one that answers first.
    private var modelsCredential: CheckRequest.Credential? {
        if answers.storesCredential { return checkedCredential }
        return keptProfile.map { .stored(profileID: $0.id, agent: $0.agent) }
    }

    /// How far the question is, for as long as it runs.
    var modelsView: CheckView {
        guard case .running(let since) = modelsAsk.state else { return .none }
        return pace.view(since: since, now: time)
    }

    mutating func askModels() -> [Effect] {
        guard modelsHost != nil, let credential = modelsCredential, !modelsAsk.isRunning else { return [] }
        return modelsAsk.start(BackgroundCheck.Subject(credential: credential, model: ""), at: time).map { effect in
            if case .check(let request) = effect { .askModels(request) } else { effect }
        }
    }

    /// Takes the answer; nil when it is not the one to this question.
    mutating func takeModels(_ verification: Verification, id: Int) -> [Effect]? {
        guard modelsAsk.take(verification, id: id) else { return nil }
        guard current == .model else { return [] }
        guard verification.isVerified else {
            let shown =
                setup.modelsAsked().map { words("model.showsKept", ["time": $0]) } ?? words("model.showsBuiltIn")
            let sentences = [CheckWords(setup.texts).sentence(verification), shown]
            message = .warning(sentences.joined(separator: words("sentence.join")))
            return []
        }
        refreshCurrent()
        message = .ok(words("model.asked", ["host": verification.host]))
        return [.keepModels]
    }
}
