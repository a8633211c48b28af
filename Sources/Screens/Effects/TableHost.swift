internal import Credentials
package import GatewayConfig
package import GatewayHost

/// What the screens that show things know of a host, and the planner that goes with it.
package struct TableHost: Sendable {
    /// One agent, as the header and the table of agents name it.
    package struct Agent: Sendable, Equatable {
        package var id: String
        package var isDefault: Bool
        /// The ids of the profiles in its own store.
        package var own: [String]
        /// The ids of main's profiles that show through.
        package var ofMain: [String]
    }

    package var user: String
    package var hostName: String
    /// When it was read, in Unix milliseconds.
    package var readAt: Int64
    package var texts: Texts
    package var zone: ClockZone
    package var agents: [Agent]
    /// What keeps files from being read, worst first.
    package var problems: [Problem]
    /// The profiles of an agent; counted out only when it is shown.
    package var profiles: @Sendable (_ agent: String) -> ProfileRows
    /// The status of an agent, in words.
    package var status: @Sendable (_ agent: String) -> Result<StatusText, Problem>
    /// The agents that have the very secret of a profile that this agent has.
    package var sharing: @Sendable (_ profile: String, _ agent: String) -> [String]
    /// Turns a change into a plan; pure.
    package var planner: @Sendable (ProposedChange) -> Result<ChangePlan, Problem>
    /// The parameters of all models, as they would be with these edits.
    package var parameters: @Sendable (ParameterEdits) -> Result<ParameterSheet, Problem>
    /// Where a value of the configuration stands, in words.
    package var place: @Sendable (Origin) -> String
    /// Who is asked about a credential, and whether that is possible here.
    package var checks: CheckAbility
    /// The model that a check asks for, without its provider.
    package var checkedModel: String?
    /// What a check of a profile would send; nil where there is nothing to send.
    package var checkTarget: @Sendable (_ profile: String, _ agent: String) -> CheckTarget?
    /// A path as it is shown, `~` for the home folder.
    package var display: @Sendable (String) -> String
    /// The path of an agent's store, as it is shown.
    package var storePath: @Sendable (_ agent: String) -> String

    /// The agent that answers when nobody says which.
    package var defaultAgent: String { (agents.first(where: \.isDefault) ?? agents.first)?.id ?? "main" }

    package func agent(_ id: String) -> Agent? { agents.first { $0.id == id } }
}

extension TableHost {
    /// What a snapshot tells. Read only when they are shown: the records of live checks, and an older version's credentials
    /// of an agent without a store.
    /// - Parameters:
    ///   - texts: of the screen, which may have another language than the snapshot.
    ///   - gateway: whether the gateway runs.
    ///   - checks: who is asked about a credential.
    package init(
        _ snapshot: HostSnapshot,
        texts: Texts,
        gateway: StatusText.Gateway = .notAsked,
        checks: CheckAbility
    ) {
        self.init(
            user: snapshot.host.user.name,
            hostName: snapshot.host.name,
            readAt: snapshot.readAt,
            texts: texts,
            zone: snapshot.host.zone,
            agents: Self.agents(of: snapshot),
            problems: snapshot.problems + snapshot.furtherProblems,
            profiles: { ProfileRows(snapshot, agent: $0) },
            status: { agent in
                do throws(Problem) {
                    let report = try StatusReport(snapshot, agent: agent, extent: .answer)
                    return .success(StatusText(report, texts: texts, zone: snapshot.host.zone, gateway: gateway))
                } catch {
                    return .failure(error)
                }
            },
            sharing: { snapshot.agentsSharingSecret(of: $0, with: $1) },
            planner: { change in
                do throws(Problem) {
                    return .success(try change.plan(on: snapshot))
                } catch {
                    return .failure(error)
                }
            },
            parameters: { edits in
                do throws(Problem) {
                    return .success(try ParameterSheet(snapshot, edits: edits))
                } catch {
                    return .failure(error)
                }
            },
            place: snapshot.words(for:),
            checks: checks,
            checkedModel: snapshot.probeModel,
            checkTarget: { CheckTarget(snapshot, profile: $0, agent: $1) },
            display: snapshot.display,
            storePath: { snapshot.display(snapshot.agent($0)?.storePath ?? "") }
        )
    }

    private static func agents(of snapshot: HostSnapshot) -> [Agent] {
        func ids(_ agent: String) -> [String] {
            snapshot.agent(agent)?.store?.contents.profiles.map(\.id) ?? []
        }
        let main = ids("main")
        return snapshot.agents.map { agent in
            let store = agent.store?.contents
            // One list for all that have nothing of their own: thousands of agents times thousands of profiles are many.
            let readsMain = store?.profiles.isEmpty ?? true
            return Agent(
                id: agent.id,
                isDefault: agent.isDefault,
                own: agent.id == "main" ? main : ids(agent.id),
                ofMain: agent.id == "main" ? [] : readsMain ? main : main.filter { store?.place(of: $0) == nil }
            )
        }
    }
}
