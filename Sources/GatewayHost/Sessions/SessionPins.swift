internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

/// How many sessions of an agent are pinned to a profile: they name the one that answers them (`authProfileOverride` in
/// sessions.json, src/config/sessions).
///
/// Gateways that keep credentials in files have that file. Where those with databases keep the sessions is not
/// established, so nothing is said of them.
struct SessionPins {
    private var counts: [String: Int] = [:]

    /// A file that is missing or cannot be read says nothing: it is the gateway's own, and no plan depends on it.
    init(of agent: String, on snapshot: HostSnapshot, _ files: any FileSystem) {
        guard !snapshot.hasDatabases else { return }
        do throws(FileError) {
            let bytes = try files.contents(of: snapshot.sessionsPath(of: agent)).bytes
            count(in: bytes)
        } catch {
            return
        }
    }

    private mutating func count(in bytes: [UInt8]) {
        guard let document = (try? Document.reading(bytes, dialect: .json5))?.document,
            document.mayHold("authProfileOverride"), let sessions = document.members(at: [])
        else { return }
        for place in sessions.keys.indices {
            guard let id = sessions.view(at: place)["authProfileOverride"]?.value.stringValue else { continue }
            counts[id.trimmedAsJavaScript, default: 0] += 1
        }
    }

    var isEmpty: Bool { counts.isEmpty }

    func count(of profile: String) -> Int { counts[profile] ?? 0 }
}

extension HostSnapshot {
    /// `session.store`, in which `{agentId}` stands for the agent, else the usual place.
    fileprivate func sessionsPath(of agent: String) -> String {
        guard let own = config.value(at: config.places.sessionStore)?.stringValue?.nonBlank else {
            return paths.state + "/agents/" + agent + "/sessions/sessions.json"
        }
        return paths.expanding(own.replacing("{agentId}", with: agent))
    }

    /// What a change says of the sessions that are pinned to profiles which it takes away or leaves out.
    func pinEffects(of change: ProfileChange, _ files: any FileSystem) -> [PlanEffect] {
        func effects(_ agent: String, _ profiles: [String]) -> [PlanEffect] {
            guard !profiles.isEmpty else { return [] }
            let pins = SessionPins(of: agent, on: self, files)
            return profiles.filter { pins.count(of: $0) > 0 }.map { id in
                .profiles(.pinsSessions(profileID: id, agent: agent, count: pins.count(of: id)))
            }
        }
        switch change {
        case .remove(let id, let agents): return agents.flatMap { effects($0, [id]) }
        case .rename(let id, _, let named):
            // Main's profile is also that of the agents that have none with this id.
            let readers =
                named.contains(AgentID.main.text) ? agents.map(\.id).filter { profile(id, agent: $0) == nil } : []
            return (named + readers).compactMap { agent in
                let count = SessionPins(of: agent, on: self, files).count(of: id)
                return count == 0 ? nil : .profiles(.loosensSessions(profileID: id, agent: agent, count: count))
            }
        case .fixOrder(let ids, let scope):
            let ordered = Set(ids)
            let readers = scope.place == .store ? [scope.agent] : agents.map(\.id)
            return readers.flatMap { agent in
                let stored = contents(readBy: agent).profiles(of: scope.provider).map(\.id)
                return effects(agent, stored.filter { !ordered.contains($0) })
            }
        default: return []
        }
    }
}
