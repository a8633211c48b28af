internal import Credentials
package import GatewayConfig
package import Secrets

/// Whether an agent can answer; the headline of the status.
package struct Verdict: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case answers
        /// The default model has no usable credential now, but one of its fallbacks has.
        case answersWithFallback
        /// Only the environment of the gateway's service has a credential; with its unit for display.
        case answersInService(unit: String)
        /// All profiles are in a cooldown; with the end in Unix milliseconds and the number of profiles.
        case rests(until: Int64, count: Int)
        /// No agent of this host has a Claude credential, and no variable or config key holds one.
        case nothingStored
        /// This agent has no credential for the provider.
        case noCredential
        /// There are profiles but none can be used; with the first one.
        case noneFit(ExcludedProfile)
        /// No credential that would be tried can answer: the provider refused the first one in a check of this very
        /// secret; with the result (`code` as in `Verification.code`) and its time in Unix milliseconds.
        case refused(code: String, at: Int64)
        /// The same, but the first one is a placeholder, such as `op://…` or an example from documentation.
        case placeholder
        /// The gateway does not start with its config.
        case configRefused(ConfigRefusal)
        /// The agent's store is unreadable, and nothing else holds a credential; or the gateway answers nobody because of
        /// it.
        case storeUnreadable
        /// The gateway's doctor has to import the credentials of an older release first.
        case migrationRequired
        /// A newer gateway has written a database that the one of this host cannot open.
        case storeTooNew
        case notJudged(Unknown)
    }

    /// Why there is no verdict.
    package enum Unknown: Sendable, Equatable {
        /// The first problem tells why.
        case configUnreadable
        /// The store has a format that this program does not know.
        case newerStore
        /// Another program keeps the store from being read, and nothing else holds a credential.
        case storeBusy
        /// The provider authenticates with AWS credentials, which this program does not read.
        case awsCredentials
        /// The gateway takes the secret from elsewhere; whether it is there is not known.
        case reference
        /// The model is answered by a program such as `claude` with its own login, which this program does not read; with
        /// the name that stands for the provider, such as `claude-cli`.
        case program(String)
        /// There is a credential, but the gateway starts only if its own environment sets these variables.
        case unset([String])
    }

    /// How sure it is that the agent can answer.
    package enum Certainty: Sendable, Equatable {
        /// The provider answered a check of this very secret, at a time in Unix milliseconds.
        case verified(at: Int64)
        /// Nothing known prevents it.
        case notChecked
        /// It cannot answer, or that is unknown.
        case none
    }

    /// What made the verdict stricter than the order of the credentials alone.
    package enum Evidence: Sendable, Equatable {
        /// A check of this credential failed conclusively.
        case refusedCredential(ProviderStatus.Candidate, code: String, at: Int64)
        /// The credential is a placeholder.
        case placeholder(ProviderStatus.Candidate)
        /// The provider accepted the credential.
        case verifiedCredential(ProviderStatus.Candidate, at: Int64)
        /// What was found out about the store; it is one of the problems too.
        case store(Problem)
        /// The config is refused; with the first issue.
        case config(ConfigIssue)
        /// A variable that the config needs has no value here.
        case unset(UnsetVariable)
        /// A program answers in place of a provider; with the name that stands for the provider.
        case program(backend: String)
        /// The credential is a reference; with what is known about its variable.
        case reference(ProviderStatus.Candidate, ReferenceFinding)
    }

    /// The agent it is about: the requested one, else the default one.
    package let agent: String
    /// The agent's default model and its provider.
    package let model: String
    package let provider: String
    /// The model that will be used; the default one if none can.
    package let answeringModel: String
    package let outcome: Outcome
    package let certainty: Certainty
    package let evidence: [Evidence]
    /// The credential that will be used; if it was refused and another one is next, that one.
    package let winner: ProviderStatus.Candidate?
    /// The next credential in order.
    package let runnerUp: ProviderStatus.Candidate?
    /// The number of profiles that the config lists although no agent has a store with one: the store was lost. Only for
    /// `nothingStored`; 0 if there was none.
    package let lostProfiles: Int

    /// Whether the config cannot be read, so that nothing of what it sets is known.
    package var isConfigUnreadable: Bool { outcome == .notJudged(.configUnreadable) }

    /// Nil if it cannot be determined.
    package var canAnswer: Bool? {
        switch outcome {
        case .answers, .answersWithFallback, .answersInService: true
        case .rests, .nothingStored, .noCredential, .noneFit, .storeUnreadable, .refused, .placeholder, .configRefused,
            .migrationRequired, .storeTooNew:
            false
        case .notJudged: nil
        }
    }

    /// Whether it alone makes `--check` exit with 1: nobody will answer until something is changed.
    package var failsCheck: Bool {
        switch outcome {
        case .nothingStored, .noCredential, .noneFit, .storeUnreadable, .refused, .placeholder, .configRefused,
            .migrationRequired, .storeTooNew:
            true
        case .answers, .answersWithFallback, .answersInService, .rests, .notJudged: false
        }
    }

    /// The stable name for `--json`, which is also the suffix of the text key.
    package var word: String {
        switch outcome {
        case .answers: "answers"
        case .answersWithFallback: "answersWithFallback"
        case .answersInService: "answersInService"
        case .rests: "rests"
        case .nothingStored: "nothingStored"
        case .noCredential: "noCredential"
        case .storeUnreadable: "storeUnreadable"
        case .notJudged(.configUnreadable): "configUnreadable"
        case .migrationRequired: "migrationRequired"
        case .storeTooNew: "storeTooNew"
        case .notJudged(.newerStore): "newerStore"
        case .notJudged(.storeBusy): "storeBusy"
        case .notJudged(.awsCredentials): "awsCredentials"
        case .notJudged(.program(ModelRuntime.claudeProgram)): "claudeCli"
        case .notJudged(.program): "cliBackend"
        case .notJudged(.unset): "unset"
        case .notJudged(.reference): "reference"
        case .noneFit(let profile) where profile.isDeadLogin: "loginDead"
        case .refused: "refused"
        case .placeholder: "placeholder"
        case .configRefused: "configRefused"
        case .noneFit: "noneFit"
        }
    }
}

extension Verdict {
    /// The program of a backend that every gateway has (docs: gateway/cli-backends); nil for one of the config's own.
    static func builtInProgram(_ backend: String) -> String? {
        switch backend {
        case ModelRuntime.claudeProgram: "claude"
        case "codex-cli": "codex"
        default: nil
        }
    }
}

/// A note beside the verdict.
package enum StatusNote: Sendable, Equatable {
    /// A variable holds a key, but profiles take precedence; `place` is a text.
    case variableNotUsed(name: String, place: String)
    /// A variable holds a key, but another variable takes precedence.
    case variableHidden(name: String, place: String, by: String)
    /// A variable holds a key in a file, but is set to blank in a layer with precedence.
    case variableHiddenByBlank(name: String, place: String, layer: EnvironmentLayer)
    case configKeyNotUsed
    /// The agent has no profile of its own; in this gateway version it uses main's.
    case usesMain(agent: String)
    /// A file of an older version has credentials that are not used until they are imported.
    case canBeImported(path: String, agent: String)
    /// A file of an older version has credentials that the gateway imports on its next load; they already count.
    case willBeImported(path: String, profileIDs: [String], agent: String)
    /// As in the gateway, the lines are about main's store, although the default agent is another one.
    case defaultAgentIsAnother(agent: String)
    /// The gateway would also read keys from the login shell.
    case loginShellNotAsked
    /// The agent's model is not among those that the policy of a later release allows.
    case modelNotAllowed(model: String, agent: String)
    /// A stored profile that some releases use although the model is answered by the `claude` program.
    case shadowsClaudeProgram(profile: String)
    /// Order and cooldowns are judged by the rules of another release.
    case borrowedRules(BorrowedRules)
    /// Nothing that an order or the config's list names is stored, so that all stored profiles are tried.
    case orderFallsBack(provider: String)
    /// The config has an order without profiles: none is tried.
    case orderIsEmpty(provider: String)
    /// The default model is written without a provider.
    case modelLacksProvider(written: String, resolved: String)
    /// A value that the gateway does not know and therefore ignores.
    case cacheValueIgnored(key: String)
    /// `cacheControlTtl` has no effect because of the default.
    case cacheLegacyHidden(key: String)
    /// The configured URL would send keys unencrypted to another machine.
    case endpointNotPrivate(host: String)
    /// Variables that the config needs and that have no value here; the gateway does not start without them.
    case variablesUnset(names: [String])
    /// Variables that only the gateway's service sets, in a file.
    case variablesOfService(names: [String], file: String)
}
