internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// What becomes of an older version's credentials when an agent gets a store: the gateway imports them once, on its first
/// load without a store, and never again beside one (reference 3.4). So the write that makes the store takes them along.
package enum TakeOver: Sendable, Equatable {
    /// There are none, or the gateway would not import them.
    case nothing
    /// The gateway imports these on its next load; they count as the agent's already.
    case due(LegacyCredentials)
    /// A file is there and cannot be read: a store beside it would hide what is in it for good.
    case impossible(Problem)

    /// What the gateway will import.
    package var due: LegacyCredentials? {
        if case .due(let found) = self { found } else { nil }
    }
}

extension TakeOver {
    /// Looks at the older files of an agent that has no store.
    static func read(
        _ places: LegacyCredentials.Places,
        agent: String,
        _ files: any FileSystem,
        _ explain: Explanation
    ) -> TakeOver {
        do throws(Problem) {
            let found = try LegacyCredentials.read(places, agent: agent, files, explain)
            return found.isEmpty ? .nothing : .due(found)
        } catch {
            return .impossible(explain.cannotTakeOver(error, agent: agent))
        }
    }

    /// The store that the gateway will make of them; nil where it makes none.
    var store: JSONCredentialStore? {
        guard let found = due else { return nil }
        do throws(StoreError) {
            var store = try JSONCredentialStore()
            _ = try store.importLegacy(found.profiles)
            return store
        } catch {
            return nil
        }
    }
}

extension Explanation {
    /// A store cannot be made beside an older file that is broken.
    func cannotTakeOver(_ reason: Problem, agent: String) -> Problem {
        let flag = agent == AgentID.main.text ? "" : " --agent " + agent
        return Problem(
            code: "legacy-unreadable",
            message: texts("legacy.unreadable", ["reason": reason.message]),
            details: reason.details + [texts("file.nothingAsked")],
            next: texts("legacy.unreadable.next", ["flag": flag])
        )
    }
}
