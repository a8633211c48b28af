internal import Credentials
internal import GatewayHost

/// What Home shows beside its rows on a broad screen: the profiles of the agent, and each agent's verdict.
struct HomeSide: Sendable {
    /// Reading the verdict of an agent takes time, so with more agents only this many are judged.
    private static let judgedAgents = 20
    private static let shownProfiles = 8

    /// One agent and whether it can answer; its status is nil if that cannot be told.
    struct Judged: Sendable {
        var agent: BrowseHost.Agent
        var status: StatusText?
    }

    let profiles: [ProfileRow]
    /// How they are ordered; nil if there are none, or if the config that orders them cannot be read.
    let order: String?
    let agents: [Judged]

    /// - Parameters:
    ///   - rows: the profiles of the shown agent.
    ///   - status: the shown agent's.
    init(_ host: BrowseHost, agent: String, rows: ProfileRows, status: StatusText?) {
        profiles = Array(rows.prefix(Self.shownProfiles))
        order = host.order(of: rows.groups.first, status)
        let judged = host.agents.count > 1 ? host.agents.prefix(Self.judgedAgents) : []
        agents = judged.map { other in
            Judged(agent: other, status: other.id == agent ? status : try? host.status(other.id).get())
        }
    }
}
