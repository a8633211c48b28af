internal import Anthropic
internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The row that asks the provider which models it offers: one request, made only when it is chosen.
extension ParametersScreen {
    /// The provider host that would be asked; nil where nobody can be asked.
    var askedHost: String? { host.checks.obstacle == nil ? host.checks.host : nil }

    /// The stored credential that is sent, with its kind; nil if none can be.
    private var askingCredential: (credential: CheckRequest.Credential, target: CheckTarget)? {
        let agent = host.defaultAgent
        let rows = host.profiles(agent)
        for row in rows where row.provider == host.format.provider.id {
            guard let target = host.checkTarget(row.id, agent) else { continue }
            return (.stored(profileID: row.id, agent: row.isOwn ? agent : AgentID.main.text), target)
        }
        return nil
    }

    mutating func ask() -> [Effect] {
        guard askedHost != nil, !asking.check.isRunning else { return [] }
        guard let found = askingCredential else {
            message = .plain(words("parameters.ask.noCredential"))
            return []
        }
        return asking.start(found.credential)
    }

    /// What stands beside that row.
    var askingNote: String {
        guard case .running(let seconds, let spinner) = asking.view else { return words("model.oneRequest") }
        let text = words("model.asking", ["seconds": String(seconds)])
        return spinner.isEmpty || words.isSpoken ? text : text + " " + spinner
    }

    /// What is sent to whom.
    var askingBlocks: [Block] {
        guard let askedHost else { return [] }
        let isSubscription = askingCredential?.target.kind == .setupToken
        return [.text(words("model.ask.host", ["host": askedHost]))]
            + (isSubscription ? [.text(words("policy.sentence"), .muted)] : [])
    }

    mutating func checked(_ verification: Verification, id: Int) -> [Effect] {
        guard asking.take(verification, id: id) else { return [] }
        guard verification.isVerified else {
            let isKept = host.models.live != nil
            let shown = words(isKept ? "parameters.ask.showsKept" : "model.showsBuiltIn")
            let sentences = [CheckWords(host.texts).sentence(verification), shown]
            message = .warning(sentences.joined(separator: words("sentence.join")))
            return []
        }
        asking.answer = ModelsRequest.Answer(host: verification.host, known: Set(references.map(\.key)))
        return [.keepModels, .browse(.read)]
    }

    /// Says what the list brought, once it was read; the mark goes to the first new model.
    mutating func tellBrought() {
        guard let answer = asking.answer else { return }
        asking.answer = nil
        let new = references.filter { !answer.known.contains($0.key) }
        if let first = new.first, isOnAsking {
            models.mark(id: first.key)
            showMarked()
        }
        let key = new.isEmpty ? "model.asked" : new.count == 1 ? "model.asked.one" : "model.asked.several"
        message = .ok(words(key, ["host": answer.host, "count": String(new.count)]))
    }
}
