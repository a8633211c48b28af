internal import Credentials
internal import GatewayHost

extension ProfileChange {
    /// The equivalent command; each element holds a flag with its value. A secret is read from standard input.
    func command(_ texts: Texts) -> [String] { [texts.command(words[0])] + words.dropFirst() }

    /// The words that name the command are the first part.
    private var words: [String] {
        switch self {
        case .add: ["models auth add"]
        case .replace(let id, let credential): ["models auth rotate", id] + credential.agents.map(Self.agent)
        case .remove(let id, let agents): ["models auth logout", id] + agents.map(Self.agent)
        case .rename(let id, let new, let agents): ["models auth rename", id, new] + agents.map(Self.agent)
        case .fixOrder(let ids, let scope): ["models auth order set"] + ids + scope.flags
        case .automaticOrder(let scope): ["models auth order clear"] + scope.flags
        case .clearFailures(let id, let agent): ["models auth clear-cooldown", id, Self.agent(agent)]
        case .include(let id, let agent): ["models auth include", id, Self.agent(agent)]
        case .copy(let id, let from, let to):
            ["models auth copy", id, Self.agent(from), "--to " + to.joined(separator: " ")]
        case .importLegacy(let found): ["models auth import", Self.agent(found.agent)]
        case .recordChecks(_, let agent): ["models status --probe --record", Self.agent(agent)]
        }
    }

    /// Whether the command reads a secret.
    var readsSecret: Bool {
        switch self {
        case .add, .replace: true
        default: false
        }
    }

    private static func agent(_ id: String) -> String { "--agent " + id }
}

extension OrderScope {
    fileprivate var flags: [String] {
        ["--provider " + provider, place == .config ? "--all-agents" : "--agent " + agent]
    }
}
