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
        let texts = explain.texts
        let entries = agents.flatMap { agent in (agent.store?.unread ?? []).map { unread($0, agent, texts) } }
        // With a credential that is read, the others are the person's own business.
        guard !hasClaudeCredential else { return summed(entries, texts) }
        return summed(entries, texts) + misplaced(host, texts) + ofUnusedProviders(texts) + listedOnly(texts)
            + nearMisses(explain)
    }

    /// Whether any agent has a profile of Claude, or a variable holds a key.
    private var hasClaudeCredential: Bool {
        agents.contains { $0.contents?.places(of: release.provider.id).isEmpty == false }
            || !config.environment.credentialCandidates(of: release.provider).isEmpty
    }

    /// A store with a hundred foreign entries is one finding, not a hundred.
    private func summed(_ problems: [Problem], _ texts: Texts, limit: Int = 3) -> [Problem] {
        guard problems.count > limit, let last = problems.last else { return problems }
        let more = texts("unread.more", ["count": String(problems.count - limit + 1)])
        return problems.prefix(limit - 1) + [Problem(code: last.code, message: more, next: last.next)]
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
            next: texts(next, values.merging(["flag": ShellWord.agentFlag(agent.id)]) { $1 })
        )
    }

    // MARK: - In another folder

    /// Folders in which a store is found now and then: one too high, or where versions before the agents had theirs.
    func foldersBeside(_ agent: AgentSnapshot) -> [String] {
        let own = paths.state + "/agents/" + agent.id
        let places = agent.id == AgentID.main.text ? [own, paths.state, paths.state + "/agent", own + "/agent"] : [own]
        return places.filter { $0 != agent.directory }
    }

    /// Stores that lie there. Only their existence is looked at.
    private func misplaced(_ host: Host, _ texts: Texts) -> [Problem] {
        agents.flatMap { agent -> [Problem] in
            guard agent.contents?.profiles.isEmpty ?? true else { return [] }
            return foldersBeside(agent).map { $0 + "/" + AuthProfilesFormat.fileName }.filter(host.isFile).map { path in
                Problem(
                    code: "misplaced-store",
                    message: texts(
                        "unread.misplaced",
                        ["path": display(path), "store": display(agent.storePath), "agent": agent.id]
                    ),
                    next: texts("unread.misplaced.next", ["flag": ShellWord.agentFlag(agent.id)])
                )
            }
        }
    }

    // MARK: - Under another name

    /// Profiles with a secret of Claude under a provider that no model uses, one for each provider.
    private func ofUnusedProviders(_ texts: Texts) -> [Problem] {
        agents.flatMap { agent in
            strays(of: agent).map { stray in
                Problem(
                    code: "unused-provider",
                    message: texts(
                        "unread.provider",
                        ["profile": stray.id, "provider": stray.provider, "wanted": release.provider.id]
                    ),
                    next: texts("unread.entry.next", ["profile": stray.id, "flag": ShellWord.agentFlag(agent.id)])
                )
            }
        }
    }

    /// Logins are left out: another program refreshes them, and a copy would lock it out.
    func strays(of agent: AgentSnapshot) -> [Profile] {
        guard let contents = agent.contents else { return [] }
        let used = Set(ProviderSettings.all(in: config.root, release.places).map { ProviderName.normalized($0.id) })
        return contents.providers.filter { provider in
            let name = ProviderName.normalized(provider)
            return name != release.provider.id && !used.contains(name) && !isModelOf(name)
        }
        .flatMap(contents.profiles)
        .filter { profile in
            guard profile.kind != .oauth, let secret = profile.credential.secret else { return false }
            return RecognisedSecret.recognise(secret).isUsable
        }
    }

    private func isModelOf(_ provider: String) -> Bool {
        ModelReference(effectiveModel).map { ProviderName.isSame($0.provider, provider) } ?? false
    }

    // MARK: - Only listed

    private func listedOnly(_ texts: Texts) -> [Problem] {
        let listing = release.listing(of: config.root)
        let ids = listing.ids(of: release.provider.id).filter { id in
            // The gateway makes these itself from another program's login.
            !id.hasSuffix("-cli") && !isStoredAnywhere(id)
        }
        let problems = ids.map { id in
            let isToken = listing.entry(id)?.mode != CredentialKind.apiKey.mode
            let command = isToken ? "paste-token --provider " + release.provider.id : "paste-api-key"
            return Problem(
                code: "listed-not-stored",
                message: texts("unread.listed", ["profile": id, "path": display(config.path)]),
                next: texts("unread.listed.next", ["profile": ShellWord.quoted(id), "command": command])
            )
        }
        return summed(problems, texts)
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

extension Host {
    /// A path that cannot be looked at is reported by whoever has to read it.
    fileprivate func isFile(_ path: String) -> Bool {
        do throws(FileError) {
            return try files.status(at: path)?.kind == .file
        } catch {
            return false
        }
    }
}

extension RecognisedSecret {
    fileprivate var isUsable: Bool {
        if case .usable = self { true } else { false }
    }
}
