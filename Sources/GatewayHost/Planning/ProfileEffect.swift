package import Credentials
package import Secrets

/// A consequence of a plan for profiles and their order that was not requested, or something that stays unchanged
/// although one might expect otherwise.
package enum ProfileEffect: Sendable, Hashable {
    /// `auth.profiles` stores one mode per id for all agents, and this agent's profile with that id is of another kind.
    case breaks(profileID: String, agent: String)
    /// An explicit order is set; rotation stops.
    case fixesOrder(provider: String, place: OrderScope.Place)
    /// Profiles missing in an explicit order are not tried.
    case leavesOutOfOrder(profileIDs: [String])
    /// This agent's own order overrides that of the config.
    case ownOrderStays(agent: String)
    /// The agent's own order is removed, so main's applies.
    case mainOrderApplies(agent: String)
    /// The store's order is removed, so that of the config applies.
    case configOrderApplies(agent: String)
    /// All failure marks of the profile are removed, nothing else.
    case clearsMarks(profileID: String)
    /// Fields beside the marks that this program does not know; they stay.
    case leavesMarks(profileID: String, fields: [String])
    /// Other agents have a profile with this id, so it stays listed in the config.
    case keepsListing(profileID: String, agents: [String])
    case imports(profileIDs: [String])
    /// The store already has profiles with these ids; they are not overwritten.
    case importSkips(profileIDs: [String])
    /// The new store includes what the gateway would have imported from an older file.
    case takesOver(profileIDs: [String], path: String, agent: String)
    /// The older file still contains its secrets.
    case legacyFileStays(path: String)
    /// Other agents have the same secret, and it stays there.
    case sameSecretElsewhere(profileID: String, agents: [String])
    /// Sessions of an agent name this profile as the one that answers them, and it is not tried any more.
    case pinsSessions(profileID: String, agent: String, count: Int)
    /// Sessions of an agent name this profile by its old id, which the gateway does not find any more.
    case loosensSessions(profileID: String, agent: String, count: Int)
    /// Another agent will use another credential than before.
    case changesFirst(agent: String, from: String, to: String)
    /// Another party will pay for another agent's requests.
    case changesPayerOf(agent: String, from: Payer, to: Payer)
    /// An agent loses its only credential.
    case leavesWithout(agent: String)
    /// Only the store is written; `isTried` tells whether the gateway tries the profile without a config entry.
    case storedAlone(profileID: String, isTried: Bool)
    /// What the config needs for listing a profile that was stored alone, as text for writing it by hand.
    case listedByHand(profileID: String, provider: String, mode: String)
    /// The reference of this profile goes away: the new secret itself stands in the store.
    case replacesReference(profileID: String, agent: String, StoredReference)
    /// The reference of this profile goes away with it.
    case removesReference(profileID: String, agent: String, StoredReference)
    /// The token is Claude Code's own login, which ends at this time (Unix milliseconds), not at the one that was asked for.
    case endsAsLogin(profileID: String, expires: Int64)
    /// This login goes away, and `openclaw undo` will not bring it back.
    case losesLogin(profileID: String, agent: String)
    /// No agent has a model that this credential is for; with the model of the default agent and the command that sets
    /// another one.
    case notUsedYet(profileID: String, model: String, command: String)
    /// The gateway ignored this stored profile and will use it from now on.
    case reveals(profileID: String, agent: String)
}

extension ProfileEffect {
    /// The stable name, which is also the suffix of the text key `effect.…`.
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
        case .leavesMarks: "leavesMarks"
        case .keepsListing: "keepsListing"
        case .imports: "imports"
        case .importSkips: "importSkips"
        case .takesOver(let ids, _, _): ids.count == 1 ? "takesOver.one" : "takesOver"
        case .legacyFileStays: "legacyFileStays"
        case .sameSecretElsewhere: "sameSecretElsewhere"
        case .pinsSessions: "pinsSessions"
        case .loosensSessions: "loosensSessions"
        case .changesFirst: "changesFirst"
        case .changesPayerOf(_, _, let to): "changesPayerOf." + to.shortWord
        case .leavesWithout: "leavesWithout"
        case .storedAlone(_, let isTried): isTried ? "storedAlone" : "storedAlone.notTried"
        case .listedByHand: "listedByHand"
        case .replacesReference(_, _, let reference):
            reference.whole == nil ? "replacesReference.malformed" : "replacesReference"
        case .removesReference(_, _, let reference):
            reference.whole == nil ? "removesReference.malformed" : "removesReference"
        case .endsAsLogin: "endsAsLogin"
        case .losesLogin: "losesLogin"
        case .notUsedYet: "notUsedYet"
        case .reveals: "revealsProfile"
        }
    }

    /// The placeholder values of its text.
    package var values: [String: String] {
        switch self {
        case .breaks(let id, let agent), .reveals(let id, let agent), .losesLogin(let id, let agent):
            ["profile": id, "agent": agent]
        case .fixesOrder(let provider, _): ["provider": provider]
        case .leavesOutOfOrder(let ids), .imports(let ids), .importSkips(let ids):
            ["profiles": ids.joined(separator: ", ")]
        case .ownOrderStays(let agent), .mainOrderApplies(let agent), .configOrderApplies(let agent),
            .leavesWithout(let agent):
            ["agent": agent]
        case .clearsMarks(let id), .storedAlone(let id, _): ["profile": id]
        case .leavesMarks(let id, let fields): ["profile": id, "fields": fields.joined(separator: ", ")]
        case .listedByHand(let id, let provider, let mode): ["profile": id, "provider": provider, "mode": mode]
        case .keepsListing(let id, let agents), .sameSecretElsewhere(let id, let agents):
            ["profile": id, "agents": agents.joined(separator: ", ")]
        case .takesOver(let ids, let path, let agent):
            ["profiles": ids.joined(separator: ", "), "count": String(ids.count), "path": path, "agent": agent]
        case .replacesReference(let id, let agent, let reference), .removesReference(let id, let agent, let reference):
            ["profile": id, "agent": agent].merging(reference.values) { $1 }
        case .notUsedYet(let id, let model, let command): ["profile": id, "model": model, "command": command]
        case .endsAsLogin(let id, let expires): ["profile": id, "time": Timestamp.iso8601(expires)]
        case .legacyFileStays(let path): ["path": path]
        case .pinsSessions(let id, let agent, let count), .loosensSessions(let id, let agent, let count):
            ["profile": id, "agent": agent, "count": String(count)]
        case .changesFirst(let agent, let from, let to): ["agent": agent, "from": from, "to": to]
        case .changesPayerOf(let agent, let from, let to): ["agent": agent, "from": from.word, "to": to.word]
        }
    }
}

extension Payer {
    /// The suffix of the text key; other providers share one text.
    fileprivate var shortWord: String {
        switch self {
        case .apiCredits: "apiCredits"
        case .claudePlan: "claudePlan"
        case .provider: "provider"
        }
    }
}
