internal import Credentials
internal import GatewayConfig
internal import JSON5

/// What the agents of a host answer with under one config: what it says about profiles is read once for all of them, and
/// those without a store of their own, who read main's, share one view.
struct AgentViews {
    /// What one agent reads, and in which order it tries it.
    struct View {
        let contents: StoreContents
        let order: ProfileOrder
        /// The profile that is tried first.
        let winner: Profile?
        /// Who pays for the answers: the winner's secret decides, else the key in the environment.
        let payer: Payer?
    }

    private let snapshot: HostSnapshot
    private let listing: AuthListing
    private let stores: [String: StoreContents]
    private var main: View?
    private var views: [String: View] = [:]

    /// - Parameter stores: those that differ from what was read, by agent.
    init(_ snapshot: HostSnapshot, config: Value, stores: [String: StoreContents] = [:]) {
        self.snapshot = snapshot
        self.stores = stores
        listing = AuthListing(config: config)
    }

    subscript(agent: String) -> View {
        mutating get {
            if let known = views[agent] { return known }
            let view = readsMain(agent) ? ofMain : made(agent)
            views[agent] = view
            return view
        }
    }

    /// Whether an agent sees exactly what main sees.
    func readsMain(_ agent: String) -> Bool {
        agent == AgentID.main.text || (stores[agent] ?? snapshot.agent(agent)?.store?.contents)?.isEmpty ?? true
    }

    private var ofMain: View {
        mutating get {
            let view = main ?? made(AgentID.main.text)
            main = view
            return view
        }
    }

    private func made(_ agent: String) -> View {
        let contents = snapshot.contents(readBy: agent, replacing: stores)
        let order = ProfileOrder(
            listing: listing,
            store: contents,
            provider: Provider.anthropic.id,
            now: snapshot.readAt
        )
        let winner = order.places.first.map { contents.profiles[$0] }
        let secret = winner?.credential.secret ?? snapshot.config.environment.credentialCandidates.first?.secret
        return View(
            contents: contents,
            order: order,
            winner: winner,
            payer: secret.map { Payer(of: $0, provider: Provider.anthropic.id) }
        )
    }
}
