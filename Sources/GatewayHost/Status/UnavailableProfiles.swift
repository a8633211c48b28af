package import Credentials

/// A profile that is not tried for a while after failures.
package struct RestingProfile: Sendable, Equatable {
    package let profileID: String
    /// Nil if the store has marks of a deleted profile.
    package let provider: String?
    /// True if it is disabled, as after a billing error, or blocked by the provider; false for a cooldown.
    package let isStopped: Bool
    /// True if it is disabled: what gateways with databases call a cooldown otherwise.
    let isDisabled: Bool
    /// The stored reason; older releases store one only when they disable a profile.
    package let storedReason: String?
    /// Unix milliseconds.
    package let until: Int64
    /// Failures by reason, the most frequent first.
    package let failures: [FailureCount]
    /// The models that it is about, if the profile is tried for all others.
    package let stop: ModelStop?

    package struct FailureCount: Sendable, Equatable {
        package let reason: String
        package let count: Int64
    }

    package func remaining(at now: Int64) -> Int64 { TimeRange.milliseconds(from: now, to: until) }

    /// A profile that is not tried until a time; times are Unix milliseconds.
    package init(
        _ id: String,
        _ stats: UsageStats,
        until: Int64,
        provider: String?,
        stop: ModelStop?,
        now: Int64
    ) {
        self.stop = stop
        profileID = id
        self.provider = provider
        isStopped = stats.isStopped(at: now)
        isDisabled = stats.isDisabled(at: now)
        storedReason = stats.reason(at: now)
        self.until = until
        failures = stats.failureCounts.filter { $0.value > 0 }
            .map { FailureCount(reason: $0.key, count: $0.value) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }

    /// All such profiles of a store, ordered by when they become available.
    static func all(
        in store: StoreContents,
        _ rules: GatewayRules.Selection,
        now: Int64
    ) -> [RestingProfile] {
        store.usageStats.compactMap { id, stats in
            guard let until = stats.unusableUntil, now < until else { return nil }
            let provider = store.profile(id)?.provider
            guard stats.unusableUntil(of: provider, rules) != nil else { return nil }
            let stop = stats.modelStop(of: provider, rules, at: now)
            return RestingProfile(id, stats, until: until, provider: provider, stop: stop, now: now)
        }.sorted { ($0.until, $0.profileID) < ($1.until, $1.profileID) }
    }

    /// The remedy.
    package var recovery: Recovery {
        let main = storedReason ?? failures.first?.reason
        switch main {
        case "billing": return .addCredits
        case "auth", "auth_permanent": return .replaceSecret
        default: return .wait
        }
    }
}

/// A stored profile that the gateway never tries in the current state.
package struct ExcludedProfile: Sendable, Equatable {
    package let profileID: String
    package let provider: String
    package let kind: CredentialKind
    package let reason: Ineligibility

    package init(profileID: String, provider: String, kind: CredentialKind, reason: Ineligibility) {
        self.profileID = profileID
        self.provider = provider
        self.kind = kind
        self.reason = reason
    }

    init(_ leftOut: (profile: Profile, reason: Ineligibility)) {
        let profile = leftOut.profile
        self.init(profileID: profile.id, provider: profile.provider, kind: profile.kind, reason: leftOut.reason)
    }

    /// Whether it is a login that cannot be used any more.
    var isDeadLogin: Bool {
        switch reason {
        case .noAccessToken: true
        case .expired: kind == .oauth
        default: false
        }
    }

    /// The remedy.
    package var recovery: Recovery {
        switch reason {
        case .noAccessToken, .loginElsewhere: .logIn
        case .expired where kind == .oauth: .logIn
        case .expired, .invalidExpiry, .empty, .malformedReference: kind == .token ? .newToken : .replaceSecret
        case .command: .replaceSecret
        case .setAside: .activate
        case .notListed, .missing: .list
        case .modeDiffers: .setMode(kind)
        case .otherProvider, .listedForOtherProvider: .setProvider(provider)
        }
    }
}

/// The profiles that the gateway leaves out. Lazy: each is described on access, because there can be thousands.
package struct ExcludedProfiles: RandomAccessCollection, Sendable {
    /// Grouped by provider.
    private let parts: [CredentialStanding.LeftOut]
    /// The start index of each group.
    private let starts: [Int]
    package let endIndex: Int

    init(_ parts: [CredentialStanding.LeftOut]) {
        var (starts, end): ([Int], Int) = ([], 0)
        for part in parts {
            starts.append(end)
            end += part.count
        }
        (self.parts, self.starts, endIndex) = (parts, starts, end)
    }

    package var startIndex: Int { 0 }

    package subscript(index: Int) -> ExcludedProfile {
        // Among groups with the same start, all but the last are empty.
        let part = starts.lastStart(upTo: index)
        return ExcludedProfile(parts[part][index - starts[part]])
    }
}

/// A remedy for a profile that cannot be used.
package enum Recovery: Sendable, Equatable {
    /// It becomes available by itself.
    case wait
    case addCredits
    case replaceSecret
    /// A new setup-token has to be created.
    case newToken
    /// It has to be listed in the config.
    case list
    /// Its mode in `auth.profiles` has to become this one.
    case setMode(CredentialKind)
    case setProvider(String)
    /// Its provider asks for a new login.
    case logIn
    /// The gateway's program has to test and activate it.
    case activate

    /// The suffix of its text key.
    var word: String {
        switch self {
        case .wait: "wait"
        case .addCredits: "addCredits"
        case .replaceSecret: "replaceSecret"
        case .newToken: "newToken"
        case .list: "list"
        case .setMode: "setMode"
        case .setProvider: "setProvider"
        case .logIn: "logIn"
        case .activate: "activate"
        }
    }
}
