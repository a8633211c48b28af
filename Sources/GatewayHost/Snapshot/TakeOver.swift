internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// The import of an older version's credentials when an agent gets a store. The gateway imports them once, when it
/// loads an agent without a store, and never once a store exists (src/agents/auth-profiles/store.ts). So the write that
/// creates the store has to include them.
package enum TakeOver: Sendable, Equatable {
    /// There are none, or the gateway would not import them.
    case nothing
    /// The gateway will import these on its next load; they already count as the agent's.
    case due(LegacyCredentials)
    /// A file exists but cannot be read. Creating a store would make the gateway ignore it permanently.
    case impossible(Problem)

    /// What the gateway will import.
    package var due: LegacyCredentials? {
        if case .due(let found) = self { found } else { nil }
    }
}

extension TakeOver {
    /// Checks the older files of an agent without a store.
    static func read(
        of agent: String,
        in directory: String,
        _ shared: inout SharedFiles,
        _ files: any FileSystem,
        _ explain: Explanation
    ) -> TakeOver {
        do throws(Problem) {
            let found = try LegacyCredentials.read(of: agent, in: directory, &shared, files, explain)
            return found.isEmpty ? .nothing : .due(found)
        } catch {
            return .impossible(explain.cannotTakeOver(error, agent: agent))
        }
    }
}

extension Explanation {
    /// A store cannot be created while an older file is unreadable.
    func cannotTakeOver(_ reason: Problem, agent: String) -> Problem {
        return Problem(
            code: "legacy-unreadable",
            message: texts("legacy.unreadable", ["reason": reason.message]),
            details: reason.details + [texts("file.nothingAsked")],
            next: texts("legacy.unreadable.next", ["flag": ShellWord.agentFlag(agent)])
        )
    }
}
