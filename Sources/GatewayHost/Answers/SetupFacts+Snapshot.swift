internal import Credentials
internal import GatewayConfig
internal import JSON5
package import Secrets

extension SetupFacts {
    /// Extracts the wizard's facts from a snapshot.
    /// - Parameter explain: makes the sentence of why credentials are not stored here.
    package init(_ snapshot: HostSnapshot, _ texts: Texts, _ explain: Explanation? = nil) {
        self.init(
            user: snapshot.user,
            hostName: snapshot.hostName,
            stateFolder: snapshot.paths.display(snapshot.paths.state),
            agents: Self.agents(of: snapshot),
            gatewayPort: snapshot.release.format.gatewayPort
        )
        profiles = Self.profiles(of: snapshot, texts)
        environmentKeys = snapshot.config.environment.credentialCandidates(of: snapshot.release.provider).map {
            Self.key($0, snapshot)
        }
        primaryModel = snapshot.configuredPrimary
        cacheRetention = snapshot.configuredRetention(of: snapshot.effectiveModel)
        let settings = ModelSettings(snapshot.config.root, snapshot.release.format)
        allowedModels = settings.isListAllowlist ? settings.allowed : []
        hasAppliedBefore = snapshot.hasAppliedBefore ?? false
        storeRefusal = explain.flatMap { explain in
            let id = snapshot.usualProfileID(.setupToken, isNew: false)
            return snapshot.refusal(of: .store(nil, id: id), agents: [snapshot.defaultAgent?.id ?? "main"], explain)
        }
    }

    private static func agents(of snapshot: HostSnapshot) -> [Agent] {
        func hasProfiles(_ agent: AgentSnapshot) -> Bool {
            !(agent.contents?.profiles(of: snapshot.release.provider.id).isEmpty ?? true)
        }
        let main = snapshot.agent(AgentID.main.text)
        return snapshot.agents.filter(\.isConfigured).map { agent in
            let inherits = agent.id != main?.id && main.map(hasProfiles) ?? false
            return Agent(
                id: agent.id,
                isDefault: agent.isDefault,
                store: hasProfiles(agent) ? .own : inherits ? .usesMain : .none
            )
        }
    }

    private static func profiles(of snapshot: HostSnapshot, _ texts: Texts) -> [StoredProfile] {
        var views = AgentViews(snapshot, config: snapshot.config.root)
        let rules = snapshot.release.rules.selection
        // The model is still to be chosen.
        func isTriedNow(_ profile: Profile, _ contents: StoreContents) -> Bool {
            let stats = contents.stats(of: profile.id)
            return stats.skippedUntil(of: profile.provider, for: .all, rules, at: snapshot.readAt) == nil
        }
        return snapshot.agents.flatMap { agent -> [StoredProfile] in
            guard let contents = agent.effective ?? agent.contents else { return [] }
            let view = views[agent.id]
            let isTried = view.order.isTried(in: view.contents)
            return contents.profiles(of: snapshot.release.provider.id).map { profile in
                let secret = profile.credential.secret ?? Secret("")
                var stored = StoredProfile(
                    id: profile.id,
                    agent: agent.id,
                    kind: profile.kind,
                    ending: secret.ending,
                    reference: secret.ending.isEmpty
                        ? profile.storedReference.map { texts.words(for: $0) } : nil,
                    isReady: view.contents.place(of: profile.id).map { isTried[$0] } ?? false
                        && isTriedNow(profile, contents),
                    isWinner: view.winner?.id == profile.id
                )
                stored.isShortLived = profile.isShortLived(now: snapshot.readAt)
                return stored
            }
        }
    }

    private static func key(_ found: EnvironmentCredential, _ snapshot: HostSnapshot) -> EnvironmentKey {
        EnvironmentKey(
            variable: found.variable,
            layer: found.source.layer,
            file: found.source.file.map(snapshot.paths.display),
            kind: SecretKind(of: found.secret),
            ending: found.secret.ending
        )
    }
}

extension HostSnapshot {
    /// The source of a variable's value, as text: with the line of its file where that is known and wanted.
    func describe(_ source: EnvironmentLayers.Source, withLine: Bool, _ explain: Explanation) -> String {
        guard withLine, let line = source.line else { return describe(source, explain) }
        return explain.texts("layer.line", ["place": describe(source, explain), "line": String(line)])
    }

    /// The source of a variable's value, as text.
    func describe(_ source: EnvironmentLayers.Source, _ explain: Explanation) -> String {
        switch source.layer {
        case .process: explain.texts("layer.process")
        case .workingFolder: explain.texts("layer.workingFolder")
        case .stateFolder: display(source.file ?? "")
        case .config: display(source.file ?? config.path)
        }
    }

    /// The value of a variable, for a plan that copies it into the store.
    package func environmentSecret(_ variable: String) -> Secret? {
        config.environment.credentialCandidates(of: release.provider).first { $0.variable == variable }?.secret
    }
}
