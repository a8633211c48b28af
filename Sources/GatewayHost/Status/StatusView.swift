internal import Credentials
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// The inputs of a report: the snapshot as the gateway sees it.
struct StatusView {
    let snapshot: HostSnapshot
    let explain: Explanation
    /// The requested agent.
    let asked: AgentID?
    /// The agent whose folder and store are shown: the requested one, else main.
    let shownAgent: AgentSnapshot
    /// The agent that the verdict is about: the requested one, else the default one.
    let judgedAgent: AgentSnapshot
    /// The config as the gateway loads it; empty if it cannot be read.
    let loaded: Value
    let listing: AuthListing
    /// The models of the requested agent, or of all.
    let models: StatusModels
    let environment: EnvironmentKeys
    /// The shown agent's store merged with main's.
    let shown: StoreContents
    /// The judged agent's store merged with main's.
    let judged: StoreContents
    private let loadedConfig: LoadedConfig
    private let sections: ProviderSections
    private let baseURL: String
    /// The providers that have a section in the config.
    let configured: [String]
    /// The models that the judged agent tries.
    let judgedModels: [ModelReference]
    /// Cached, because several parts of the report need it: the judged agent's standing with its model's provider.
    private var ownStanding: (provider: String, standing: CredentialStanding)?

    init(_ snapshot: HostSnapshot, _ explain: Explanation, asked raw: String?) throws(Problem) {
        self.snapshot = snapshot
        self.explain = explain
        let asked = try snapshot.knownAgent(raw, explain)
        self.asked = asked
        shownAgent = try snapshot.agent(orMain: asked, explain)
        judgedAgent = asked == nil ? snapshot.defaultAgent ?? shownAgent : shownAgent
        loadedConfig = LoadedConfig(snapshot.config)
        loaded = snapshot.config.problem == nil ? loadedConfig.root : .object([:])
        let release = snapshot.release
        listing = release.listing(of: loaded)
        sections = release.providerSections(of: loaded)
        baseURL = ProviderEndpoint(loaded, release.format).baseURL
        models = StatusModels(loaded, release.format, agent: asked)
        configured = ProviderSettings.all(in: loaded, release.places).map(\.id.trimmedAsJavaScript)
        shown = snapshot.contents(readBy: shownAgent.id)
        judged = judgedAgent.id == shownAgent.id ? shown : snapshot.contents(readBy: judgedAgent.id)
        environment = EnvironmentKeys(
            snapshot.config.environment,
            providers: release.rules.statusProviders + configured + models.providersNamed + shown.providers
                + judged.providers,
            rules: release.rules
        )
        judgedModels = models.candidates(loaded, release.format, agent: AgentID(judgedAgent.id))
        if let provider = judgedModels.first?.provider { ownStanding = (provider, standing(with: provider)) }
    }

    func place(_ path: String) -> StatusReport.Place {
        StatusReport.Place(path: path, shown: snapshot.display(path))
    }

    /// Resolves the judged agent's keys.
    var resolver: KeyResolver { resolver(for: judgedAgent, reading: judged) }

    /// The judged agent's standing with a provider.
    func standing(with provider: String) -> CredentialStanding {
        if let ownStanding, ownStanding.provider == provider { return ownStanding.standing }
        return CredentialStanding(
            resolver,
            own: judgedAgent.contents,
            provider: provider,
            for: asked(judgedModels.first { $0.provider == provider })
        )
    }

    /// The judged agent's standing for one of its models.
    func standing(for model: ModelReference) -> CredentialStanding {
        let first = judgedModels.first { $0.provider == model.provider }
        guard tellsModelsApart, first != model else { return standing(with: model.provider) }
        return CredentialStanding(
            resolver,
            own: judgedAgent.contents,
            provider: model.provider,
            for: asked(model)
        )
    }

    /// Whether a mark can stop one model and leave the others of the same provider.
    var tellsModelsApart: Bool { listing.rules.selection.tellsModelsApart }

    /// What the gateway asks about profiles for a model.
    private func asked(_ model: ModelReference?) -> AskedModel {
        tellsModelsApart ? model.map { .one($0.model) } ?? .any : .any
    }

    /// Any agent's standing with a provider.
    func standing(of agent: AgentSnapshot, with provider: String) -> CredentialStanding {
        let resolver = resolver(for: agent, reading: snapshot.contents(readBy: agent.id))
        return CredentialStanding(resolver, own: agent.contents, provider: provider)
    }

    /// How a credential of a provider is found for the judged agent under the gateway's service.
    func resolver(in service: ServiceSnapshot, for provider: String) -> KeyResolver {
        var resolver = resolver
        resolver.environment = EnvironmentKeys(
            service.environment,
            providers: [provider],
            rules: snapshot.release.rules
        )
        return resolver
    }

    private func resolver(for agent: AgentSnapshot, reading contents: StoreContents) -> KeyResolver {
        KeyResolver(
            listing: listing,
            sections: sections,
            store: contents,
            environment: environment,
            agentDir: agent.directory,
            now: snapshot.readAt
        )
    }

    /// The cache setting of a model, for the credential in use.
    func cache(of model: ModelReference, with winner: ProviderStatus.Candidate?) -> StatusReport.Cache {
        let setting = CacheSetting(model, in: loadedConfig, snapshot.config.environment)
        let effect = setting.effect(kind: winner?.payer.secretKind ?? .apiKey, baseURL: baseURL)
        return StatusReport.Cache(model: model, setting: setting, effect: effect)
    }

    /// The cache settings of all named models of the supported provider, the default one first.
    func caches(with winner: ProviderStatus.Candidate?) -> [StatusReport.Cache] {
        let provider = snapshot.release.provider.id
        var seen: Set<String> = []
        return (judgedModels + models.allowedModels)
            .filter { $0.provider == provider && seen.insert($0.key).inserted }
            .map { cache(of: $0, with: winner) }
    }

    /// The snapshot's problems, and what the gateway refuses in the config.
    ///
    /// Without the sentence that nothing was changed, because a report never changes anything.
    var problems: [Problem] {
        let needless = ["file.nothingAsked", "file.nothingChanged"].map { explain.texts($0) }
        return (snapshot.problems + snapshot.notices + [snapshot.invalidConfig(explain)].compactMap { $0 }).map {
            problem in
            var message = problem.message
            for text in needless where message.hasSuffix(" " + text) { message.removeLast(text.count + 1) }
            let details = problem.details.filter { !needless.contains($0) }
            return Problem(code: problem.code, message: message, details: details, next: problem.next)
        }
    }
}

extension HostSnapshot {
    /// The agent of `--agent`; nil if it is missing or blank.
    fileprivate func knownAgent(_ raw: String?, _ explain: Explanation) throws(Problem) -> AgentID? {
        guard let raw, raw.contains(where: { !$0.isWhitespace }) else { return nil }
        let listed = AgentRoster(config.root, release.places).listed.map(\.id)
        let id = AgentID(raw)
        guard listed.isEmpty ? id == .main : listed.contains(id) else {
            // The typed text may be a secret.
            throw unknownAgent(Redaction.redact(raw.trimmedAsJavaScript), explain)
        }
        return id
    }

    fileprivate func agent(orMain id: AgentID?, _ explain: Explanation) throws(Problem) -> AgentSnapshot {
        let id = id ?? .main
        guard let agent = agent(id.text) else { throw unknownAgent(id.text, explain) }
        return agent
    }
}

extension HostSnapshot {
    /// Values that the gateway would refuse; nil if there are none.
    fileprivate func invalidConfig(_ explain: Explanation) -> Problem? {
        guard !config.issues.isEmpty else { return nil }
        let issues = acceptance(of: config).refused
        guard let first = issues.first else { return nil }
        return Problem(
            code: "invalid-config",
            message: explain.texts("status.invalidConfig", ["path": display(config.path), "issue": first.line]),
            details: issues.dropFirst().map(\.line),
            next: gatewayStep(
                "status.invalidConfig.next",
                "doctor --fix",
                ["path": display(config.path)],
                explain.texts
            )
        )
    }
}
