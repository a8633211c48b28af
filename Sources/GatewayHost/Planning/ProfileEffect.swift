package import Credentials

/// What a plan does to profiles and their order beyond what was asked, or what stays as it is although one might think
/// otherwise.
package enum ProfileEffect: Sendable, Hashable {
    /// `auth.profiles` holds one mode per name for all agents: this agent's profile of the name has the other kind.
    case breaks(profileID: String, agent: String)
    /// The order is fixed from now on; rotation stops.
    case fixesOrder(provider: String, place: OrderScope.Place)
    /// Profiles that a fixed order does not name are not tried.
    case leavesOutOfOrder(profileIDs: [String])
    /// This agent's own order wins over the one of the config.
    case ownOrderStays(agent: String)
    /// The agent's own order goes, and main's shows through.
    case mainOrderApplies(agent: String)
    /// The store's order goes, and the one of the config applies.
    case configOrderApplies(agent: String)
    /// Every failure mark of the profile goes, nothing else.
    case clearsMarks(profileID: String)
    /// Other agents have a profile of this name, so it stays listed in the config.
    case keepsListing(profileID: String, agents: [String])
    case imports(profileIDs: [String])
    /// The store has profiles of these names already; they stay as they are.
    case importSkips(profileIDs: [String])
    /// The store that is made takes along what the gateway would have imported from an older file.
    case takesOver(profileIDs: [String], path: String, agent: String)
    /// The old file still holds its secrets.
    case legacyFileStays(path: String)
    /// The same secret is stored for other agents too and stays there.
    case sameSecretElsewhere(profileID: String, agents: [String])
    /// Another agent answers with another credential than before.
    case changesFirst(agent: String, from: String, to: String)
    /// Another agent's answers are paid by somebody else than before.
    case changesPayerOf(agent: String, from: Payer, to: Payer)
    /// An agent had a credential, and has none any more.
    case leavesWithout(agent: String)
    /// The credential is stored and nothing is written into the config; whether the gateway tries it all the same.
    case storedAlone(profileID: String, isTried: Bool)
    /// The gateway passed over this stored profile, and uses it from now on.
    case reveals(profileID: String, agent: String)
}

extension ProfileEffect {
    /// A stable word; also the end of the text key `effect.…`.
    package var code: String {
        switch self {
        case .breaks: "breaksProfile"
        case .fixesOrder(_, .store): "fixesOrder.store"
        case .fixesOrder(_, .config): "fixesOrder.config"
        case .leavesOutOfOrder: "leavesOutOfOrder"
        case .ownOrderStays: "ownOrderStays"
        case .mainOrderApplies: "mainOrderApplies"
        case .configOrderApplies: "configOrderApplies"
        case .clearsMarks: "clearsMarks"
        case .keepsListing: "keepsListing"
        case .imports: "imports"
        case .importSkips: "importSkips"
        case .takesOver(let ids, _, _): ids.count == 1 ? "takesOver.one" : "takesOver"
        case .legacyFileStays: "legacyFileStays"
        case .sameSecretElsewhere: "sameSecretElsewhere"
        case .changesFirst: "changesFirst"
        case .changesPayerOf(_, _, let to): "changesPayerOf." + to.shortWord
        case .leavesWithout: "leavesWithout"
        case .storedAlone(_, let isTried): isTried ? "storedAlone" : "storedAlone.notTried"
        case .reveals: "revealsProfile"
        }
    }

    /// The placeholders of its text.
    package var values: [String: String] {
        switch self {
        case .breaks(let id, let agent), .reveals(let id, let agent): ["profile": id, "agent": agent]
        case .fixesOrder(let provider, _): ["provider": provider]
        case .leavesOutOfOrder(let ids), .imports(let ids), .importSkips(let ids):
            ["profiles": ids.joined(separator: ", ")]
        case .ownOrderStays(let agent), .mainOrderApplies(let agent), .configOrderApplies(let agent),
            .leavesWithout(let agent):
            ["agent": agent]
        case .clearsMarks(let id), .storedAlone(let id, _): ["profile": id]
        case .keepsListing(let id, let agents), .sameSecretElsewhere(let id, let agents):
            ["profile": id, "agents": agents.joined(separator: ", ")]
        case .takesOver(let ids, let path, let agent):
            ["profiles": ids.joined(separator: ", "), "count": String(ids.count), "path": path, "agent": agent]
        case .legacyFileStays(let path): ["path": path]
        case .changesFirst(let agent, let from, let to): ["agent": agent, "from": from, "to": to]
        case .changesPayerOf(let agent, let from, let to): ["agent": agent, "from": from.word, "to": to.word]
        }
    }
}

extension Payer {
    /// The end of a text key: other providers share one text.
    fileprivate var shortWord: String {
        switch self {
        case .apiCredits: "apiCredits"
        case .claudePlan: "claudePlan"
        case .provider: "provider"
        }
    }
}
