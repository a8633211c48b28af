internal import Credentials
internal import GatewayHost

/// What Home shows beside its rows on a broad screen: the profiles of the agent, and each agent's verdict.
struct HomeSide: Sendable {
    /// Reading the verdict of an agent takes time, so with more agents only this many are judged.
    static let judgedAgents = 20
    private static let shownProfiles = 8

    /// One agent and whether it can answer; its status is nil if that cannot be told.
    struct Judged: Sendable {
        var agent: BrowseHost.Agent
        var status: StatusText?
    }

    private(set) var profiles: [ProfileRow] = []
    private(set) var profileCount = 0
    private(set) var order: String?
    private(set) var agents: [Judged] = []
    private(set) var agentCount = 0

    init() {}

    init(_ host: BrowseHost, agent: String) {
        let rows = host.profiles(agent)
        profileCount = rows.count
        profiles = rows.prefix(Self.shownProfiles).map { $0 }
        order = rows.groups.first.map { host.order($0.order) }
        agentCount = host.agents.count
        guard agentCount > 1 else { return }
        agents = host.agents.prefix(Self.judgedAgents).map { agent in
            Judged(agent: agent, status: try? host.status(agent.id).get())
        }
    }
}
