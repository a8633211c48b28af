internal import Credentials
package import GatewayConfig
package import GatewayHost

/// What the browse screens know about a host, with the functions that plan changes to it.
package struct BrowseHost: Sendable {
    /// One agent, for the header and the agents table.
    package struct Agent: Sendable, Equatable {
        package var id: String
        package var isDefault: Bool
        /// The ids of the profiles in its own store.
        package var own: [String]
        /// The ids of main's profiles that this agent inherits.
        package var ofMain: [String]
    }

    /// How this host's gateway reads its config.
    package var format: ConfigFormat
    package var user: String
    package var hostName: String
    /// When the host was read, in Unix milliseconds.
    package var readAt: Int64
    package var texts: Texts
    package var zone: ClockZone
    package var agents: [Agent]
    /// Why files could not be read, worst first.
    package var problems: [Problem]
    /// The profiles of an agent; computed lazily.
    package var profiles: @Sendable (_ agent: String) -> ProfileRows
    /// The status of an agent as texts.
    package var status: @Sendable (_ agent: String) -> Result<StatusText, Problem>
    /// The agents that store the same secret as this profile of this agent.
    package var sharing: @Sendable (_ profile: String, _ agent: String) -> [String]
    /// Plans a change; reads no more than the sessions' file.
    package var planner: @Sendable (ProposedChange) -> Result<ChangePlan, Problem>
    /// The parameters of all models as they would be with these edits, for an agent if one is given.
    package var parameters: @Sendable (ParameterEdits, _ agent: String?) -> Result<ParameterSheet, Problem>
    /// The provider's models.
    package var models: HostModels
    /// Why the kept list of the provider's models is not used; nil if nothing is wrong with it.
    package var modelsWarning: @Sendable () -> String?
    /// The place where a config value is defined, as text.
    package var place: @Sendable (Origin) -> String
    /// Whether credentials can be checked, and with which provider host.
    package var checks: CheckAbility
    /// The model that a check requests, without the provider prefix.
    package var checkedModel: String?
    /// What a check of a profile would send; nil if it cannot be checked.
    package var checkTarget: @Sendable (_ profile: String, _ agent: String) -> CheckTarget?
    /// A path for display, with `~` for the home folder.
    package var display: @Sendable (String) -> String
    /// The path of an agent's store for display.
    package var storePath: @Sendable (_ agent: String) -> String
    /// The path of the file with variables beside the config, for display.
    package var environmentFile: String
    /// Why an act on an agent's store is refused, with the gateway's own command that does it; nil if it is possible.
    package var refusal: @Sendable (_ act: StoreAct, _ agent: String) -> Problem? = { _, _ in nil }
    /// What was changed here and what can be put back; read when it is first asked for, because each record and copy is
    /// read and compared for it.
    package var history = Deferred<Result<History, Problem>> { .success(.empty) }
    /// The files that cannot be read because of a mistake in them.
    package var broken = Deferred<[BrokenFile]> { [] }
    /// The name of the person's editor; nil if there is none.
    package var editor: String?
    /// The state folder for display.
    package var stateFolder = ""
    /// How texts speak of the stores; nil where they are files that this program writes.
    package var storeWords: StoreWords?
    /// Whether the screens are read out line by line.
    package var isSpoken = false

    /// The agent that the gateway uses when a message names none.
    package var defaultAgent: String { (agents.first(where: \.isDefault) ?? agents.first)?.id ?? "main" }

    package func agent(_ id: String) -> Agent? { agents.first { $0.id == id } }

    /// Where an order is set.
    func order(_ source: ProfileOrder.Source) -> String { texts.of(storeWords, "status.order." + source.rawValue) }

    /// Where the order of a group is set; nil without a group, or if the config that may set it cannot be read.
    func order(of group: ProfileGroup?, _ status: StatusText?) -> String? {
        guard status?.report.verdict.isConfigUnreadable != true else { return nil }
        return group.map { order($0.order) }
    }
}

extension BrowseHost {
    /// Converts a snapshot. Lazy, because they cost a file access: the records of live checks, and the credentials of
    /// an older version for an agent without a store.
    /// - Parameters:
    ///   - live: the host that was read.
    ///   - texts: the screen's texts, whose language can differ from the host's.
    ///   - gateway: whether the gateway is running.
    ///   - checks: whether and where credentials can be checked.
    ///   - isSpoken: whether the screens are read out line by line.
    package init(
        _ snapshot: HostSnapshot,
        _ live: LiveHost,
        texts: Texts,
        gateway: StatusText.Gateway = .notAsked,
        checks: CheckAbility,
        isSpoken: Bool = false
    ) {
        let live = live.speaking(texts)
        let explain = live.explanation(of: snapshot)
        self.init(
            format: snapshot.config.format,
            user: snapshot.user,
            hostName: snapshot.hostName,
            readAt: snapshot.readAt,
            texts: texts,
            zone: live.host.zone,
            agents: Self.agents(of: snapshot),
            problems: snapshot.problems + snapshot.notices + snapshot.furtherProblems(live),
            profiles: { ProfileRows(snapshot, live, agent: $0) },
            status: { agent in
                do throws(Problem) {
                    var report = try StatusReport(snapshot, live, agent: agent, extent: .answer)
                    if report.dependsOnService || !snapshot.config.unset.isEmpty,
                        let service = ServiceSnapshot.read(snapshot, live)
                    {
                        report = try StatusReport(snapshot, live, agent: agent, service: service, extent: .answer)
                    }
                    return .success(StatusText(report, texts: texts, zone: live.host.zone, gateway: gateway))
                } catch {
                    return .failure(error)
                }
            },
            sharing: { snapshot.agentsSharingSecret(of: $0, with: $1) },
            planner: { change in
                do throws(Problem) {
                    return .success(try live.planToShow(try change.edit(live, snapshot), on: snapshot))
                } catch {
                    return .failure(error)
                }
            },
            parameters: { edits, agent in
                do throws(Problem) {
                    let agent = agent.map { AgentID($0) }
                    return .success(try ParameterSheet(snapshot, explain, edits: edits, agent: agent))
                } catch {
                    return .failure(error)
                }
            },
            models: snapshot.models,
            modelsWarning: { snapshot.modelsWarning(texts) },
            place: { snapshot.words(for: $0, explain) },
            checks: checks,
            checkedModel: snapshot.probeModel,
            checkTarget: { CheckTarget(snapshot, profile: $0, agent: $1) },
            display: snapshot.display,
            storePath: { snapshot.display(snapshot.agent($0)?.storePath ?? "") },
            environmentFile: snapshot.display(snapshot.paths.dotenvPath),
            refusal: { snapshot.refusal(of: $0, agents: [$1], explain) },
            storeWords: snapshot.storeWords(texts),
            isSpoken: isSpoken
        )
        stateFolder = snapshot.display(snapshot.paths.state)
        broken = Deferred { live.brokenFiles(on: snapshot) }
        history = Deferred {
            do throws(Problem) {
                return .success(try live.history(on: snapshot))
            } catch {
                return .failure(error)
            }
        }
    }

    private static func agents(of snapshot: HostSnapshot) -> [Agent] {
        func ids(_ agent: String) -> [String] {
            snapshot.agent(agent)?.contents?.profiles.map(\.id) ?? []
        }
        let main = ids("main")
        return snapshot.agents.map { agent in
            let store = agent.contents
            // All agents without own profiles share one list: thousands of agents times thousands of profiles would be
            // too much.
            let readsMain = store?.profiles.isEmpty ?? true
            let others = snapshot.inheritedIDs(of: agent.id, besides: main)
            return Agent(
                id: agent.id,
                isDefault: agent.isDefault,
                own: agent.id == "main" ? main : ids(agent.id),
                ofMain: agent.id == "main" ? [] : readsMain ? others : others.filter { store?.place(of: $0) == nil }
            )
        }
    }
}
