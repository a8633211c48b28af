internal import Credentials
internal import GatewayConfig
internal import JSON5

/// The credential view of each agent under one config. The config's part is read once for all agents, and agents
/// without their own store, which read main's, share one view.
struct AgentViews {
    /// What one agent reads, and the order in which it tries profiles.
    struct View {
        let contents: StoreContents
        let order: ProfileOrder
        /// The profile that is tried first.
        let winner: Profile?
        /// Who pays for requests to the supported provider: determined by the winner's secret, else by the key in the
        /// environment.
        let payer: Payer?
    }

    private let snapshot: HostSnapshot
    private let models: AgentModels
    private let sections: ProviderSections
    private let listing: AuthListing
    private let stores: [String: StoreContents]
    private var main: View?
    private var views: [String: View] = [:]

    /// - Parameter stores: changed stores by agent, which replace those of the snapshot.
    init(_ snapshot: HostSnapshot, config: Value, stores: [String: StoreContents] = [:]) {
        self.snapshot = snapshot
        self.stores = stores
        models = AgentModels(config, snapshot.release.format)
        sections = snapshot.release.providerSections(of: config)
        listing = snapshot.release.listing(of: config)
    }

    subscript(agent: String) -> View {
        mutating get {
            if let known = views[agent] { return known }
            let view = readsMain(agent) ? ofMain : made(agent)
            views[agent] = view
            return view
        }
    }

    /// Whether an agent's view equals main's.
    func readsMain(_ agent: String) -> Bool {
        agent == AgentID.main.text
            || snapshot.agent(agent)?.effective == nil
                && ((stores[agent] ?? snapshot.agent(agent)?.contents)?.isEmpty ?? true)
    }

    /// Who pays for an agent's answers: for the model that answers, whatever else is stored.
    mutating func payerOfAnswers(_ agent: String) -> Payer? {
        let view = self[agent]
        let route = AnsweringRoute(models[AgentID(agent)], view.contents, sections, snapshot)
        guard let provider = route.provider else { return nil }
        return provider == snapshot.release.provider.id ? view.payer : .provider(provider)
    }

    private var ofMain: View {
        mutating get {
            let view = main ?? made(AgentID.main.text)
            main = view
            return view
        }
    }

    private func asked(_ agent: String) -> AskedModel {
        guard listing.rules.selection.tellsModelsApart else { return .any }
        return AskedModel(models[AgentID(agent)], provider: snapshot.release.provider.id)
    }

    private func made(_ agent: String) -> View {
        let contents = snapshot.contents(readBy: agent, replacing: stores)
        let order = ProfileOrder(
            listing: listing,
            store: contents,
            provider: snapshot.release.provider.id,
            for: asked(agent),
            now: snapshot.readAt
        )
        let winner = order.places.first.map { contents.profiles[$0] }
        let secret =
            winner?.credential.secret
            ?? snapshot.config.environment.credentialCandidates(of: snapshot.release.provider).first?.secret
        return View(
            contents: contents,
            order: order,
            winner: winner,
            payer: winner?.reference == nil
                ? secret.map { Payer(of: $0, provider: snapshot.release.provider.id) } : winner?.payer
        )
    }
}
