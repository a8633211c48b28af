internal import Anthropic
internal import GatewayHost
internal import TerminalUI

// The request for the provider's model list: made on the model page when its row is chosen, never automatically, and
// cancelled when the page is left.
extension Wizard {
    /// The provider host; nil if the list cannot be fetched. Always nil in line mode, where the list is static.
    var modelsHost: String? {
        guard !setup.isSpoken, let checks = host.checks, checks.obstacle == nil, modelsCredential != nil else {
            return nil
        }
        return checks.host
    }

    /// The credential of the answers, else the first stored one.
    private var modelsCredential: CheckRequest.Credential? {
        if answers.storesCredential { return checkedCredential }
        return checkableProfile.map { .stored(profileID: $0.id, agent: $0.agent) }
    }

    /// The progress of the request while it runs.
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

    /// Handles the result; nil if it does not belong to this request.
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
        let context = context
        steps.model.markAdded(context)
        let added = steps.model.added.count
        let key = added == 0 ? "model.asked" : added == 1 ? "model.asked.one" : "model.asked.several"
        message = .ok(words(key, ["host": verification.host, "count": String(added)]))
        return [.keepModels]
    }
}
