package import Credentials

/// Whether an agent can answer: the first thing that status says.
package struct Verdict: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case answers
        /// The default model has no usable credential now, but one that stands in for it has.
        case answersWithFallback
        /// Everything rests; Unix milliseconds, and how many profiles.
        case rests(until: Int64, count: Int)
        /// No agent of this host has a Claude credential, and no variable or config key holds one.
        case nothingStored
        /// This agent has none for the provider.
        case noCredential
        /// There are profiles, and none of them can be used; the first one.
        case noneFit(ExcludedProfile)
        /// The agent's store is broken, and nothing else holds a credential.
        case storeUnreadable
        case notJudged(Unknown)
    }

    /// Why no verdict is given.
    package enum Unknown: Sendable, Equatable {
        /// The first problem says why.
        case configUnreadable
        /// The store is one of a newer gateway version.
        case newerStore
        /// The provider authenticates by AWS, which is not looked at.
        case awsCredentials
    }

    /// The agent it is about: the one that was asked for, else the default one.
    package let agent: String
    /// The agent's default model and its provider.
    package let model: String
    package let provider: String
    /// The model that answers; the default one when none can.
    package let answeringModel: String
    package let outcome: Outcome
    /// The credential that answers.
    package let winner: ProviderStatus.Candidate?
    /// The one after it.
    package let runnerUp: ProviderStatus.Candidate?

    /// Nil when it cannot be told.
    package var canAnswer: Bool? {
        switch outcome {
        case .answers, .answersWithFallback: true
        case .rests, .nothingStored, .noCredential, .noneFit, .storeUnreadable: false
        case .notJudged: nil
        }
    }

    /// A stable word for `--json`, and the end of the text key.
    package var word: String {
        switch outcome {
        case .answers: "answers"
        case .answersWithFallback: "answersWithFallback"
        case .rests: "rests"
        case .nothingStored: "nothingStored"
        case .noCredential: "noCredential"
        case .noneFit: "noneFit"
        case .storeUnreadable: "storeUnreadable"
        case .notJudged(.configUnreadable): "configUnreadable"
        case .notJudged(.newerStore): "newerStore"
        case .notJudged(.awsCredentials): "awsCredentials"
        }
    }
}

/// Something to know beside the verdict.
package enum StatusNote: Sendable, Equatable {
    /// A variable holds a key, and profiles come first; where it is set, in words.
    case variableNotUsed(name: String, place: String)
    /// A variable holds a key, and another one is taken.
    case variableHidden(name: String, place: String, by: String)
    /// A variable holds a key in a file, and stands without a value in the place that comes before it.
    case variableHiddenByBlank(name: String, place: String, layer: EnvironmentLayer)
    case configKeyNotUsed
    /// The agent has no profile of its own; this gateway version reads main's.
    case usesMain(agent: String)
    /// A file of an older version has credentials that nothing here reads until they are imported.
    case canBeImported(path: String, agent: String)
    /// A file of an older version has credentials that the gateway imports on its next load; they count already.
    case willBeImported(path: String, profileIDs: [String], agent: String)
    /// The lines are about main's store, as the gateway's own; the default agent is another.
    case defaultAgentIsAnother(agent: String)
    /// The gateway would ask the login shell as well.
    case loginShellNotAsked
    /// The default model is written without a provider.
    case modelLacksProvider(written: String, resolved: String)
    /// A value that the gateway does not know, and so ignores.
    case cacheValueIgnored(key: String)
    /// `cacheControlTtl` counts for nothing beside the default.
    case cacheLegacyHidden(key: String)
    /// The configured address would send keys unencrypted to another machine.
    case endpointNotPrivate(host: String)
}
