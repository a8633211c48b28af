internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

extension StatusReport {
    /// Reports on a host as it was read. Nothing is read any more, and nothing is written.
    /// - Parameters:
    ///   - raw: the agent that was asked for; blank is none. An unknown one is the only error.
    ///   - further: problems that the snapshot does not hold.
    package init(_ snapshot: HostSnapshot, agent raw: String? = nil, further: [Problem] = []) throws(Problem) {
        let view = try StatusView(snapshot, asked: raw)
        let profiles = ProfileHealth.all(in: view.shown, listing: view.listing, now: snapshot.readAt)
        let overview = ProviderOverview(view)
        let verdict = VerdictMaking(view).verdict

        readAt = snapshot.readAt
        config = view.place(snapshot.config.path)
        agent = view.asked?.text
        agentFolder = view.place(view.shownAgent.directory)
        store = view.place(view.shownAgent.storePath)
        storeExists = view.shownAgent.file?.contents != nil
        configExists = snapshot.config.exists
        models = view.models
        cache = view.cache(for: verdict)
        asksLoginShell = snapshot.config.environment.isLoginShellEnabled
        providers = overview.providers
        missingProviders = overview.missing
        resting = RestingProfile.all(in: view.shown, now: snapshot.readAt)
        excluded = overview.excluded
        health = profiles
        providerHealth = overview.health(of: profiles)
        self.verdict = verdict
        notes = StatusNotes(view, verdict).all
        problems = view.problems + further
    }
}

/// What a report is made of: the snapshot, seen as the gateway sees it.
struct StatusView {
    let snapshot: HostSnapshot
    /// The agent that was asked for.
    let asked: AgentID?
    /// Whose folder and store are shown: the asked agent's, else main's.
    let shownAgent: AgentSnapshot
    /// Whom the verdict is about: the asked agent, else the default one.
    let judgedAgent: AgentSnapshot
    /// The config as the gateway holds it; empty when it cannot be read.
    let loaded: Value
    let listing: AuthListing
    /// The models of the asked agent, or of all.
    let models: StatusModels
    let environment: EnvironmentKeys
    /// What the shown agent's store means, main's included.
    let shown: StoreContents
    private let loadedConfig: LoadedConfig

    init(_ snapshot: HostSnapshot, asked raw: String?) throws(Problem) {
        self.snapshot = snapshot
        let asked = try snapshot.knownAgent(raw)
        self.asked = asked
        shownAgent = try snapshot.agent(orMain: asked)
        judgedAgent = asked == nil ? snapshot.defaultAgent ?? shownAgent : shownAgent
        loadedConfig = LoadedConfig(snapshot.config)
        loaded = snapshot.config.problem == nil ? loadedConfig.root : .object([:])
        listing = AuthListing(config: loaded)
        models = StatusModels(loaded, agent: asked)
        shown = snapshot.contents(readBy: shownAgent.id)
        environment = EnvironmentKeys(
            snapshot.config.environment,
            providers: EnvironmentKeys.alwaysConsidered + Self.configured(in: loaded)
                + models.providersNamed + shown.profiles.map(\.provider)
        )
    }

    /// The providers of `models.providers`.
    static func configured(in config: Value) -> [String] {
        (config.value(at: ["models", "providers"])?.objectValue?.keys ?? []).map(\.trimmedForComparison)
    }

    func place(_ path: String) -> StatusReport.Place {
        StatusReport.Place(path: path, shown: snapshot.display(path))
    }

    /// What an agent resolves its keys from.
    func resolver(for agent: AgentSnapshot) -> KeyResolver {
        KeyResolver(
            config: loaded,
            store: snapshot.contents(readBy: agent.id),
            environment: environment,
            agentDir: agent.directory,
            now: snapshot.readAt
        )
    }

    /// How an agent stands with a provider.
    func standing(of agent: AgentSnapshot, provider: String) -> CredentialStanding {
        CredentialStanding(resolver(for: agent), own: agent.store?.contents, provider: provider)
    }

    /// The models that the judged agent goes through.
    var judgedModels: [ModelReference] {
        models.candidates(loaded, agent: AgentID(judgedAgent.id))
    }

    /// The cache of the model that answers, with the credential that it answers with.
    func cache(for verdict: Verdict) -> StatusReport.Cache {
        let model = ModelReference(verdict.answeringModel) ?? .gatewayDefault
        let setting = CacheSetting(model, in: loadedConfig, snapshot.config.environment)
        let effect = setting.effect(
            isSubscription: verdict.winner?.payer == .claudePlan,
            baseURL: AnthropicProvider(loaded).baseURL
        )
        return StatusReport.Cache(setting: setting, effect: effect)
    }

    /// The snapshot's problems; that nothing was asked or changed goes without saying here.
    var problems: [Problem] {
        let needless = ["file.nothingAsked", "file.nothingChanged"].map { snapshot.texts($0) }
        return snapshot.problems.map { problem in
            var problem = problem
            problem.details.removeAll { needless.contains($0) }
            for text in needless where problem.message.hasSuffix(" " + text) {
                problem.message.removeLast(text.count + 1)
            }
            return problem
        }
    }
}

extension HostSnapshot {
    /// The agent of a `--agent`; nil for none or a blank one.
    fileprivate func knownAgent(_ raw: String?) throws(Problem) -> AgentID? {
        guard let raw, raw.contains(where: { !$0.isWhitespace }) else { return nil }
        let listed = AgentRoster(config.root).listed.map(\.id)
        let id = AgentID(raw)
        guard listed.isEmpty ? id == .main : listed.contains(id) else {
            throw unknownAgent(raw.trimmedForComparison)
        }
        return id
    }

    fileprivate func agent(orMain id: AgentID?) throws(Problem) -> AgentSnapshot {
        let id = id ?? .main
        guard let agent = agent(id.text) else { throw unknownAgent(id.text) }
        return agent
    }
}
