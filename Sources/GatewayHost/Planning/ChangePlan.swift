package import Credentials
package import FileTransactions
package import GatewayConfig
package import Secrets

/// Everything one apply would do, as data: preview, `--dry-run`, Review and `--json` are views of it.
package struct ChangePlan: Sendable, Equatable {
    /// Files in the order they are committed; empty when there is nothing to do.
    package var files: [PlannedFile]
    /// What changes, in the words of Review, whether or not it changes.
    package var summary: PlanSummary
    /// What the plan does beyond what was asked, or what the user should know before it runs.
    package var effects: [PlanEffect]
    /// The stores were weighed for it: when one of them changes meanwhile it no longer holds, also where it writes none.
    package var isMadeFromStores = false
    /// Secrets that are replaced or removed by it and of which our own backups are to keep no copy; it cannot be taken back
    /// then.
    package var forgets: [Secret] = []
    /// The command that the record of the apply names; nil where it is the one that applies the plan.
    package var command: String?

    package init(files: [PlannedFile], summary: PlanSummary, effects: [PlanEffect]) {
        self.files = files
        self.summary = summary
        self.effects = effects
    }

    /// Nothing to change: all of this is already so.
    package var isEmpty: Bool { files.isEmpty }
}

/// One file of a plan.
package struct PlannedFile: Sendable, Equatable {
    package enum Role: Sendable, Equatable {
        case credentialStore(agent: String)
        case config
        case include
    }

    package var role: Role
    /// What was read when the plan was made; the commit fails when the file is no longer this.
    package var basedOn: FileSnapshot
    /// The new bytes; nil removes the file.
    package var contents: [UInt8]?
    package var added: Int
    package var changed: Int
    package var removed: Int
    /// The old permission bits when they were wider than 0600 and are tightened.
    package var tightens: UInt32?

    package init(role: Role, basedOn: FileSnapshot, contents: [UInt8]?) {
        self.role = role
        self.basedOn = basedOn
        self.contents = contents
        added = 0
        changed = 0
        removed = 0
    }

    package var path: String { basedOn.path }
    /// The file does not exist yet.
    package var isNew: Bool { basedOn.contents == nil }
}

/// The lines of Review: what was and what will be.
package struct PlanSummary: Sendable, Equatable {
    /// The credential that would be stored; nil when none is.
    package struct StoredCredential: Sendable, Equatable {
        package var kind: CredentialKind
        package var count: Int
        /// The last four characters; empty for short secrets.
        package var ending: String
        package var profileID: String
        package var agents: [String]
        /// The profile exists and its secret is replaced.
        package var replaces: Bool

        /// Of another length than every whole one so far: cut short, or with something glued to it.
        package var hasOddLength: Bool

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
    /// Caching has no effect with the credential that will be used.
    package var cacheHasNoEffect: Bool
    /// `gateway.mode` or the gateway's token are made because they are missing.
    package var makesGatewayToken: Bool
    package var gatewayPort: Int
    /// How the gateway can be reached, and where its agents work, once the plan is applied; nil where nothing says so.
    package var gatewayBind: String?
    package var gatewayAuthMode: String?
    package var gatewayTailscale: String?
    package var workspace: String?

    package init() {
        cacheHasNoEffect = false
        makesGatewayToken = false
        gatewayPort = 18789
    }
}

/// A consequence that Review names.
package enum PlanEffect: Sendable, Equatable {
    /// Listing the new profile hides this stored one; the plan lists it too unless told otherwise.
    case hidesProfile(profileID: String, agent: String, keptListed: Bool)
    /// The first key in `agents.defaults.models` limits the gateway to the models listed there.
    case createsAllowlist(model: String)
    /// The chosen model is not in the allowlist that exists; it is added.
    case joinsAllowlist(model: String)
    /// All models of the catalog are listed, so that the first entry shuts none of them out.
    case keepsAllModels(count: Int)
    /// The payer is another one than before.
    case changesPayer(from: Payer, to: Payer)
    /// A key in the environment is not tried while profiles exist.
    case environmentKeyNotUsed(variable: String, layer: String)
    /// The secret is stored once for each agent and must be replaced as often.
    case storedInSeveralAgents(count: Int)
    /// The failure marks of the replaced profile are cleared.
    case clearsFailures(profileID: String)
    /// Another profile is tried before the new one.
    case otherProfileFirst(profileID: String, agent: String)
    /// A file was readable by others and is tightened to 0600.
    case tightensMode(path: String, mode: UInt32)
    /// A new name is used because the default one holds another kind for some agent (ux rule 21).
    case usesOtherName(profileID: String, taken: String)
    /// The store of an agent that had none is made; until now it used main's.
    case startsOwnStore(agent: String)
    /// The gateway does not start from its configuration, which the plan leaves as it is; why, in words.
    case configRefused(reason: String)
    /// After the edit something is left that the gateway refuses; what, in words.
    case stillRefused(reason: String)
    /// What becomes of profiles and their order beyond what was asked.
    case profiles(ProfileEffect)
}
