package import Credentials
package import GatewayConfig
package import Secrets

/// Everything one apply would do, as data. Preview, `--dry-run`, Review and `--json` are views of it.
package struct ChangePlan: Sendable, Equatable {
    /// Files in commit order; empty if there is nothing to do.
    package var files: [PlannedFile]
    /// The settings for Review, changed or not.
    package var summary: PlanSummary
    /// Consequences that the user should know before the apply.
    package var effects: [PlanEffect]
    /// What it was made from; nil for a plan that is only shown.
    var basis: PlanBasis?
    /// Replaced or removed secrets to purge from our own backups. The apply then cannot be undone.
    package var forgets: [Secret] = []
    /// The command name for the undo record; nil if it is the command that applies the plan.
    package var command: String?

    package init(files: [PlannedFile], summary: PlanSummary, effects: [PlanEffect]) {
        self.files = files
        self.summary = summary
        self.effects = effects
    }

    /// Whether a reference to a secret goes away, or the mention of a variable for one, which has to be confirmed.
    package var replacesReference: Bool { effects.contains(where: \.replacesReference) }

    /// Whether `openclaw undo` takes it back: not if a login goes away, or the copies that it needs.
    package var canBeUndone: Bool {
        forgets.isEmpty && !effects.contains { if case .profiles(.losesLogin) = $0 { true } else { false } }
    }

    /// True if everything is already as requested.
    package var isEmpty: Bool { files.isEmpty }
}

/// The settings for Review, before and after.
package struct PlanSummary: Sendable, Equatable {
    /// The credential that would be stored; nil if none.
    package struct StoredCredential: Sendable, Equatable {
        package var kind: CredentialKind
        package var count: Int
        /// The last four characters; empty for short secrets.
        package var ending: String
        package var profileID: String
        package var agents: [String]
        /// Whether the profile exists and its secret is replaced.
        package var replaces: Bool

        /// Of another length than every whole one so far: cut short, or with something glued to it.
        package var hasOddLength: Bool
        /// Claude Code's own login, stored as a token.
        package var isClaudeLogin = false
        /// When a token ends, in Unix milliseconds; nil if it is not known.
        package var expires: Int64?

        /// The text key of what it is called.
        package var kindKey: String { isClaudeLogin ? "kind.claudeLogin" : "kind." + kind.rawValue }

        package init(
            kind: CredentialKind,
            count: Int,
            ending: String,
            profileID: String,
            agents: [String],
            replaces: Bool,
            hasOddLength: Bool
        ) {
            self.kind = kind
            self.count = count
            self.ending = ending
            self.profileID = profileID
            self.agents = agents
            self.replaces = replaces
            self.hasOddLength = hasOddLength
        }
    }

    package var credential: StoredCredential?
    package var payerWas: Payer?
    package var payerNow: Payer?
    package var modelWas: String?
    package var modelNow: String?
    package var cacheWas: CacheRetention?
    package var cacheNow: CacheRetention?
    /// Whether caching has no effect with the credential that will be used.
    package var cacheHasNoEffect: Bool
    /// Whether `gateway.mode` or the gateway token is created because it is missing.
    package var makesGatewayToken: Bool
    /// The values of the config, by the name of their field; without secrets.
    private var settings: [String: Setting] = [:]

    /// A value of the config before and after the apply; nil if not set.
    package struct Setting: Sendable, Equatable {
        package var was: SetupValue?
        package var now: SetupValue?

        package init(was: SetupValue?, now: SetupValue?) {
            self.was = was
            self.now = now
        }
    }

    package init() {
        cacheHasNoEffect = false
        makesGatewayToken = false
    }
}

extension PlanSummary {
    package subscript(field: SetupField) -> Setting? {
        get { settings[field.name] }
        set { settings[field.name] = newValue }
    }

    private func now(_ field: SetupField) -> SetupValue? { self[field]?.now }

    private mutating func set(_ value: SetupValue?, of field: SetupField) {
        self[field] = Setting(was: self[field]?.was, now: value)
    }

    /// The port after the apply; nil in a summary without settings.
    package var gatewayPort: Int? {
        get { now(.gatewayPort)?.number }
        set { set(newValue.map(SetupValue.number), of: .gatewayPort) }
    }

    /// The bind address after the apply; nil if not set.
    package var gatewayBind: String? {
        get { now(.gatewayBind)?.text }
        set { set(newValue.map(SetupValue.text), of: .gatewayBind) }
    }
}

/// A consequence shown on Review.
package enum PlanEffect: Sendable, Equatable {
    /// Listing the new profile makes the gateway ignore this stored one; `keptListed` if the plan lists it too.
    case hidesProfile(profileID: String, agent: String, keptListed: Bool)
    /// The first key in `agents.defaults.models` restricts the gateway to the models listed there.
    case createsAllowlist(model: String)
    /// The same, with models that are in use elsewhere and are listed too, so that they stay allowed.
    case keepsModelsInUse(model: String, kept: [String])
    /// Models that are in use and that the new allowlist lacks.
    case shutsOutModels([String])
    /// Models that are in use and that the policy of a later release does not allow.
    case notAllowed(models: [String])
    /// The chosen model is added to the existing allowlist.
    case joinsAllowlist(model: String)
    /// All catalog models are listed, so that the first entry excludes none of them.
    case keepsAllModels(count: Int)
    /// Another party pays than before.
    case changesPayer(from: Payer, to: Payer)
    /// The gateway does not use a key in the environment while profiles exist.
    case environmentKeyNotUsed(variable: String, layer: String)
    /// The secret is stored once per agent and must be replaced in each.
    case storedInSeveralAgents(count: Int)
    /// The failure marks of the replaced profile are cleared.
    case clearsFailures(profileID: String)
    /// Another profile is tried before the new one.
    case otherProfileFirst(profileID: String, agent: String)
    /// A file was readable by others; its mode becomes 0600.
    case tightensMode(path: String, mode: UInt32)
    /// A new profile id is used, because the default id holds another kind of credential for some agent.
    case usesOtherName(profileID: String, taken: String)
    /// An agent that used main's store gets its own.
    case startsOwnStore(agent: String)
    /// The chosen model is not in the catalog; it is written as asked.
    case modelNotKnown(model: String)
    /// The chosen model was seen in that release, and this gateway is older or its release was not found.
    case modelNewerThanGateway(model: String, since: String, release: String?)
    /// Only the provider's own list has the chosen model.
    case modelOnlyOffered(model: String)
    /// The kept list of the provider's models is not used; the reason is a text.
    case modelListIgnored(reason: String)
    /// A gateway token is made and written to the config.
    case makesGatewayToken
    /// The config has no gateway token, and none is made: the gateway's own environment may have one.
    case gatewayTokenNotMade
    /// The gateway refuses its config, and the plan does not change that; the reason is a text.
    case configRefused(reason: String)
    /// After the edit the gateway still refuses the config; the reason is a text.
    case stillRefused(reason: String)
    /// Values of `cacheControlTtl` that the gateway does not know stay as they are.
    case leavesUnknownTTL(keys: [String])
    /// The reference at this path of the config goes away; whether another value takes its place.
    case losesConfigReference(key: String, SecretReference, isReplaced: Bool)
    /// The value at this path, or values in it, mention these variables no longer.
    case losesVariables(key: String, names: [String], isReplaced: Bool, isSecret: Bool)
    /// The release that `--gateway-release` names is kept for this host.
    case keepsRelease(String, path: String)
    /// The kept release goes away: what the host itself tells counts again.
    case forgetsRelease(path: String)
    /// A copy is put back, and this OAuth login stays as it is now.
    case keepsLogin(profileID: String)
    /// A copy is put back without this OAuth login of its own, whose refresh token may be spent.
    case leavesLoginOut(profileID: String)
    /// A copy is put back, and the gateway's marks of use and failure stay as they are now.
    case keepsMarks
    /// A consequence for profiles and their order.
    case profiles(ProfileEffect)

    /// Whether a reference to a secret goes away.
    var replacesReference: Bool {
        switch self {
        case .profiles(.replacesReference), .losesConfigReference: true
        case .losesVariables(_, _, _, let isSecret): isSecret
        default: false
        }
    }
}
