internal import CredentialStores
internal import Credentials
internal import GatewayConfig
package import Secrets

/// What somebody wants of a credential store that only the gateway's own program writes: as much of it as that program's
/// command needs.
package enum StoreAct: Sendable, Equatable {
    /// Stores a secret under an id; the kind is nil where it is not known yet.
    case store(SecretKind?, id: String)
    case remove(String)
    case rename(String, to: String)
    case order([String], provider: String)
    case automaticOrder(provider: String)
    case clearMarks(String)
    case copy(String)
    case importOlder
    case recordChecks
}

extension StoreAct {
    /// The one edit of a store that can be refused; nil for acts that are never refused.
    fileprivate var edit: StoreEdit? {
        switch self {
        case .remove(let id): .remove(id)
        case .rename(let id, let new): .rename(id, to: new)
        case .order(let ids, let provider): .setOrder(ids, provider: provider)
        case .automaticOrder(let provider): .setOrder(nil, provider: provider)
        case .clearMarks(let id): .clearFailures(id)
        case .store, .copy, .importOlder, .recordChecks: nil
        }
    }
}

extension HostSnapshot {
    /// Why an act on the stores of some agents is refused, with the gateway's own command that does it; nil if this
    /// program writes them.
    package func refusal(of act: StoreAct, agents names: [String], _ explain: Explanation) -> Problem? {
        guard let general = storeRefusals.first else {
            return act.edit.flatMap { edit in names.lazy.compactMap { refusal(of: edit, $0, explain) }.first }
        }
        guard hasDatabases else { return general }
        let agent = names.first ?? AgentID.main.text
        let path = self.agent(agent)?.storePath ?? paths.state
        let words = GatewayWords(snapshot: self, explain: explain, agent: agent)
        return Problem(
            code: general.code,
            message: words.message(act) ?? explain.texts("store.sqlite", ["path": display(path)]),
            details: [explain.texts("file.nothingAsked")],
            next: words.next(act)
        )
    }

    /// Why the store of one agent does not take an edit, as one with a state beside it does.
    private func refusal(of edit: StoreEdit, _ agent: String, _ explain: Explanation) -> Problem? {
        guard let found = self.agent(agent), let error = found.store?.refusal(of: edit) else { return nil }
        return explain.problem(error, path: found.storePath)
    }

    /// Throws the refusal of an act.
    func require(_ act: StoreAct, agents: [String], _ explain: Explanation) throws(Problem) {
        if let refusal = refusal(of: act, agents: agents, explain) { throw refusal }
    }
}

/// The commands of the gateway's own program for one agent, each by the path of that program.
private struct GatewayWords {
    let snapshot: HostSnapshot
    let explain: Explanation
    let agent: String

    private var texts: Texts { explain.texts }

    /// What is said instead of the general sentence; nil for that.
    func message(_ act: StoreAct) -> String? {
        guard case .clearMarks(let id) = act else { return nil }
        let until = snapshot.contents(readBy: agent).stats(of: id).unusableUntil ?? 0
        guard until > snapshot.readAt else { return texts("store.noClearing", ["profile": id]) }
        let moments = MomentText(texts: texts, zone: explain.zone, now: snapshot.readAt)
        let left = moments.remaining(TimeRange.milliseconds(from: snapshot.readAt, to: until))
        return texts(
            "store.noClearing.until",
            ["profile": id, "time": moments.clock(until), "remaining": left]
        )
    }

    func next(_ act: StoreAct) -> String {
        switch act {
        case .store(let kind?, let id): return storing(kind, id)
        case .store(nil, let id):
            return texts(
                "store.next.either",
                ["token": storing(.setupToken, id), "key": storing(.apiKey, id)]
            )
        case .remove(let id): return removing(id)
        case .rename(let id, let new):
            let kind = snapshot.contents(readBy: agent).profile(id)?.kind.secretKind ?? .apiKey
            return texts("store.next.rename", ["store": storing(kind, new), "remove": removing(id)])
        case .order(let ids, let provider): return ordering(ids, provider)
        case .automaticOrder(let provider):
            return command("models auth order clear --provider " + ShellWord.quoted(provider) + flag)
        case .clearMarks(let id):
            let kind = snapshot.contents(readBy: agent).profile(id)?.kind.secretKind ?? .apiKey
            return texts(
                "store.noClearing.next",
                [
                    "check": texts.command("models auth verify " + ShellWord.quoted(id) + ShellWord.agentFlag(agent)),
                    "store": storing(kind, snapshot.usualProfileID(kind, isNew: true)),
                ]
            )
        case .copy(let id):
            let kind = snapshot.agents.lazy.compactMap { snapshot.profile(id, agent: $0.id) }.first?.kind.secretKind
            return texts("store.next.copy", ["command": storing(kind ?? .apiKey, id)])
        case .importOlder: return command("doctor --fix")
        case .recordChecks: return texts("store.next.record")
        }
    }

    /// The flag is always given, because a gateway with several agents asks for it.
    private var flag: String { " --agent " + ShellWord.quoted(agent) }

    private func command(_ words: String) -> String { explain.command(words, snapshot.gateway.program) }

    /// Releases to 2026.7.2 take the agent only before the word that pastes.
    private func storing(_ kind: SecretKind, _ id: String) -> String {
        let word = kind == .setupToken ? "paste-token" : "paste-api-key"
        return command(
            "models auth" + flag + " " + word + " --provider " + snapshot.release.provider.id + " --profile-id "
                + ShellWord.quoted(id)
        )
    }

    private func ordering(_ ids: [String], _ provider: String) -> String {
        let names = ids.map { ShellWord.quoted($0) }.joined(separator: " ")
        return command("models auth order set --provider " + ShellWord.quoted(provider) + flag + " " + names)
    }

    private func removing(_ id: String) -> String {
        let removal = command("models auth logout " + ShellWord.quoted(id) + flag)
        guard !DatabaseReleases.known.removes(snapshot.releaseEvidence) else { return removal }
        let contents = snapshot.contents(readBy: agent)
        let provider = contents.profile(id)?.provider ?? snapshot.release.provider.id
        let others = contents.profiles(of: provider).map(\.id).filter { $0 != id }
        guard !others.isEmpty else { return texts("store.next.noRemoval", ["command": removal]) }
        return texts("store.next.leaveOut", ["command": ordering(others, ProviderName.normalized(provider))])
    }
}
