internal import Credentials
package import GatewayHost

/// A change that a screen proposes, whatever it is about; it can be planned again on other files.
package enum ProposedChange: Sendable {
    case profile(ProfileChange)
    case parameters(ParameterEdits)

    /// The same change as commands, a flag and its value together; a secret comes through standard input.
    var commands: [[String]] {
        switch self {
        case .profile(let change): [change.command]
        case .parameters(let edits): edits.commands
        }
    }

    /// What it takes, with the command that the record of the apply names.
    func plan(on snapshot: HostSnapshot) throws(Problem) -> ChangePlan {
        switch self {
        case .profile(let change): return try ProfilePlanner(snapshot: snapshot).plan(change)
        case .parameters(let edits):
            var plan = try ConfigPlanner(snapshot: snapshot).plan(edits)
            plan.command = "models params"
            return plan
        }
    }

    /// Whether the command reads a secret.
    var readsSecret: Bool {
        if case .profile(let change) = self { change.readsSecret } else { false }
    }
}
