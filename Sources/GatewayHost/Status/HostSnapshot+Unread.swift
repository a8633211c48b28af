internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import Secrets

// Credentials that are on this host and that the gateway does not read, each with the command that mends it. They do not
// stop a change, so they are further problems.
extension HostSnapshot {
    /// What lies unread, most certain first.
    func unreadProblems(_ host: Host, _ explain: Explanation) -> [Problem] {
        // A variable of another program is nobody's business once a credential is there.
        unread(of: agents, host, explain) + listedOnly(explain)
            + (hasClaudeCredential ? [] : nearMisses(explain))
    }

    /// What lies unread in the stores of agents and beside them.
    func unread(of agents: [AgentSnapshot], _ host: Host, _ explain: Explanation) -> [Problem] {
        let texts = explain.texts
        let entries = agents.flatMap { agent in (agent.store?.unread ?? []).map { (entry: $0, agent: agent) } }
        return summed(entries, texts) { unread($0.entry, $0.agent, texts) }
            + agents.flatMap { misplaced(of: $0, host, explain) }
            + summed(strays(of: agents), texts) { underOtherProvider($0.profile, of: $0.agent, texts) }
    }

    /// Whether any agent has a profile of Claude, or a variable holds a key.
    private var hasClaudeCredential: Bool {
        agents.contains { $0.contents?.places(of: release.provider.id).isEmpty == false }
            || !config.environment.credentialCandidates(of: release.provider).isEmpty
    }

    /// A store with a hundred foreign entries is one finding, not a hundred.
    ///
    /// Only what is shown is made a problem: each one of thousands would be looked for among thousands of others.
    private func summed<Entry>(
        _ entries: [Entry],
        _ texts: Texts,
        limit: Int = 3,
        _ problem: (Entry) -> Problem
    ) -> [Problem] {
        guard entries.count > limit, let last = entries.last.map(problem) else { return entries.map(problem) }
        let more = texts("unread.more", ["count": String(entries.count - limit + 1)])
        return entries.prefix(limit - 1).map(problem) + [Problem(code: last.code, message: more, next: last.next)]
    }

    // MARK: - In a store

    private func unread(_ entry: UnreadEntry, _ agent: AgentSnapshot, _ texts: Texts) -> Problem {
        let values = [
            "path": display(agent.storePath), "profile": entry.id, "provider": entry.provider,
            "found": list(entry.found), "wanted": list(entry.wanted),
        ]
        let key = !entry.isMendable ? "unknown" : entry.isAtTop ? "atTop" : entry.found.isEmpty ? "lacks" : "names"
        let next = entry.isMendable ? "unread.entry.next" : "unread.entry.next.unknown"
        return Problem(
            code: "unread-entry",
            message: texts("unread.entry." + key, values),
            next: step(in: agent, next, texts, values)
        )
    }

    /// An import writes a store of this release. Where the gateway keeps another kind, its own program has to store the
    /// credential.
    private func step(
        in agent: AgentSnapshot,
        _ key: String,
        _ texts: Texts,
        _ values: [String: String] = [:]
    ) -> String? {
        if let newer = agent.newerStore { return newer.next }
        return texts(key, values.merging(["flag": ShellWord.agentFlag(agent.id)]) { $1 })
    }

    // MARK: - In another folder

    /// Folders in which a store is found now and then: one too high, or where versions before the agents had theirs.
    func foldersBeside(_ agent: AgentSnapshot) -> [String] {
        let own = paths.state + "/agents/" + agent.id
        let places = agent.id == AgentID.main.text ? [own, paths.state, paths.state + "/agent", own + "/agent"] : [own]
        return places.filter { $0 != agent.directory }
    }

    /// Stores that lie there with something in them that the agent's own store lacks.
    private func misplaced(of agent: AgentSnapshot, _ host: Host, _ explain: Explanation) -> [Problem] {
        let paths = foldersBeside(agent).map { $0 + "/" + AuthProfilesFormat.fileName }
        return paths.filter { hasMore($0, than: agent, host, explain) }.map { path in
            Problem(
                code: "misplaced-store",
                message: explain.texts(
                    agent.newerStore == nil ? "unread.misplaced" : "unread.misplaced.newer",
                    ["path": display(path), "store": display(agent.storePath), "agent": agent.id]
                ),
                next: step(in: agent, "unread.misplaced.next", explain.texts)
            )
        }
    }

    /// Whether a store has a credential that an agent's own store lacks. One that cannot be read may have; a path that
    /// cannot be looked at is reported by whoever has to read it.
    private func hasMore(
        _ path: String,
        than agent: AgentSnapshot,
        _ host: Host,
        _ explain: Explanation
    ) -> Bool {
        do throws(FileError) {
            guard try host.files.status(at: path)?.kind == .file else { return false }
        } catch {
            return false
        }
        guard let contents = agent.contents, !contents.profiles.isEmpty else { return true }
        do throws(Problem) {
            let there = try LegacyCredentials.Reading.read(path, LegacyProfiles.inStore, host.files, explain).profiles
            return there.contains { contents.profile($0.profile.id) == nil && !contents.hasSecret(of: $0.profile) }
        } catch {
            return true
        }
    }

    // MARK: - Under another name

    /// A profile with a secret of Claude under a provider that no model uses; a copy of one that is read says so.
    private func underOtherProvider(_ stray: Profile, of agent: AgentSnapshot, _ texts: Texts) -> Problem {
        let copy = agent.contents?.copy(of: stray, at: release.provider.id)
        let values = [
            "profile": stray.id, "provider": stray.provider, "wanted": release.provider.id, "copy": copy?.id ?? "",
            "flag": ShellWord.agentFlag(agent.id),
        ]
        return Problem(
            code: "unused-provider",
            message: texts(copy == nil ? "unread.provider" : "unread.provider.copy", values),
            next: copy == nil
                ? step(in: agent, "unread.entry.next", texts) : texts("unread.provider.copy.next", values)
        )
    }

    /// Profiles with a secret of Claude under a provider that no model uses. The providers in use are looked up once for
    /// all agents, and only if there is such a profile.
    func strays(of agents: [AgentSnapshot]) -> [(agent: AgentSnapshot, profile: Profile)] {
        let found = agents.flatMap { agent in ofClaudeElsewhere(agent).map { (agent: agent, profile: $0) } }
        guard !found.isEmpty else { return [] }
        let configured = ProviderSettings.all(in: config.root, release.places).map { ProviderName.normalized($0.id) }
        let used = Set(configured).union(AnsweringRoute.providersInUse(config: config.root, self))
        return found.filter { !used.contains(ProviderName.normalized($0.profile.provider)) }
    }

    /// Logins are left out: another program refreshes them, and a copy would lock it out.
    private func ofClaudeElsewhere(_ agent: AgentSnapshot) -> [Profile] {
        guard let contents = agent.contents else { return [] }
        let others = contents.providers.filter { ProviderName.normalized($0) != release.provider.id }
        return others.flatMap(contents.profiles).filter { profile in
            guard profile.holdsClaude, let secret = profile.credential.secret else { return false }
            return RecognisedSecret.recognise(secret).isUsable
        }
    }

    // MARK: - Only listed

    /// The ids that the config lists, of any provider, without those that the gateway makes itself from another
    /// program's login.
    var listedProfiles: [String] {
        release.listing(of: config.root).entries.map(\.id).filter { !$0.hasSuffix("-cli") }
    }

    private func listedOnly(_ explain: Explanation) -> [Problem] {
        // A store that cannot be read may have it.
        guard !agents.contains(where: { $0.unreadOutcome != nil }) else { return [] }
        let texts = explain.texts
        let listing = release.listing(of: config.root)
        let ids = listedProfiles.filter { id in
            listing.entry(id).map { ProviderName.isSame($0.provider, release.provider.id) } == true
                && !isStoredAnywhere(id)
        }
        let problems = ids.map { id in
            let isToken = listing.entry(id)?.mode != CredentialKind.apiKey.mode
            let command = isToken ? "paste-token --provider " + release.provider.id : "paste-api-key"
            let own = refusal(of: .store(isToken ? .setupToken : .apiKey, id: id), agents: [], explain)?.next
            return Problem(
                code: "listed-not-stored",
                message: texts("unread.listed", ["profile": id, "path": display(config.path)]),
                next: own ?? texts("unread.listed.next", ["profile": ShellWord.quoted(id), "command": command])
            )
        }
        return summed(problems, texts) { $0 }
    }

    // MARK: - In the environment

    private func nearMisses(_ explain: Explanation) -> [Problem] {
        let texts = explain.texts
        return NearMiss.all.compactMap { miss in
            guard let value = config.environment[miss.name], let source = config.environment.source(of: miss.name),
                value.contains(where: { !$0.isWhitespace }), miss.counts(value)
            else { return nil }
            let values = ["name": miss.name, "place": describe(source, withLine: true, explain)]
            return Problem(
                code: "variable-not-read",
                message: texts("unread.variable", values),
                next: texts("unread.variable.next." + miss.remedy.rawValue, values)
            )
        }
    }

    private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}

extension StoreContents {
    /// Whether a profile of any name has the secret of another one.
    func hasSecret(of other: Profile) -> Bool {
        guard let secret = other.credential.secret, !secret.isBlank else { return false }
        return profiles.contains { $0.credential.secret?.trimmed == secret.trimmed }
    }

    /// The profile of a provider with the same secret.
    func copy(of other: Profile, at provider: String) -> Profile? {
        guard let secret = other.credential.secret else { return nil }
        return profiles(of: provider).first { $0.credential.secret?.trimmed == secret.trimmed }
    }
}

extension RecognisedSecret {
    fileprivate var isUsable: Bool {
        if case .usable = self { true } else { false }
    }
}
