/// What one release of the gateway does with credentials, as values: in which order it tries them, when it skips them,
/// and where it looks for them outside a store.
///
/// Filled from the data of a release; nothing here knows a file format.
package struct GatewayRules: Sendable, Equatable {
    /// For how long failing profiles are skipped.
    package struct Cooldowns: Sendable, Equatable {
        /// The pause after the first, second … failure in a row, in milliseconds; the last also after every further one.
        package let steps: [Int64]
        /// Hours for which the first billing failure disables a profile.
        package let billingBackoffHours: Double
        /// The longest time for which billing failures disable a profile, in hours.
        package let billingMaxHours: Double
        /// The billing backoff is doubled at most this often.
        package let billingDoublings: Int
        /// The shortest time for which a billing failure disables a profile, in milliseconds.
        package let billingMinimum: Int64
        /// After this many hours without a failure, counting restarts.
        package let failureWindowHours: Double

        package init(
            steps: [Int64],
            billingBackoffHours: Double,
            billingMaxHours: Double,
            billingDoublings: Int,
            billingMinimum: Int64,
            failureWindowHours: Double
        ) {
            self.steps = steps
            self.billingBackoffHours = billingBackoffHours
            self.billingMaxHours = billingMaxHours
            self.billingDoublings = billingDoublings
            self.billingMinimum = billingMinimum
            self.failureWindowHours = failureWindowHours
        }
    }

    /// A mode of `auth.profiles` that accepts a kind of another name.
    package struct Acceptance: Sendable, Equatable {
        package let mode: String
        package let kind: CredentialKind

        package init(mode: String, kind: CredentialKind) {
            self.mode = mode
            self.kind = kind
        }
    }

    package let cooldowns: Cooldowns
    /// The order in which kinds are tried where no order is set.
    package let kinds: [CredentialKind]
    /// Every mode also accepts the kind of its own name.
    package let acceptances: [Acceptance]
    /// An expiry counts as near from this long before, in milliseconds.
    package let expiryWarning: Int64
    /// The variables that the gateway reads for each provider, by normalised name, in order of precedence.
    package let environmentNames: [String: [String]]
    /// The providers that the gateway's status lists as soon as their variable is set, used or not.
    package let statusProviders: [String]
    /// The providers, spelled exactly so, whose logins the gateway renews (src/agents/auth-profiles/oauth.ts).
    package let renewedLogins: [String]
    /// What differs between releases in how profiles are chosen.
    package var selection = Selection()

    package init(
        cooldowns: Cooldowns,
        kinds: [CredentialKind],
        acceptances: [Acceptance],
        expiryWarning: Int64,
        environmentNames: [String: [String]],
        statusProviders: [String],
        renewedLogins: [String]
    ) {
        self.cooldowns = cooldowns
        self.kinds = kinds
        self.acceptances = acceptances
        self.expiryWarning = expiryWarning
        self.environmentNames = environmentNames
        self.statusProviders = statusProviders
        self.renewedLogins = renewedLogins
    }

    /// Whether an entry of `auth.profiles` with this mode fits a stored kind.
    func accepts(_ kind: CredentialKind, asMode mode: String) -> Bool {
        mode == kind.mode || acceptances.contains { $0.kind == kind && $0.mode == mode }
    }

    /// The place of a kind where no order is set; one that the rules do not name comes last.
    func rank(of kind: CredentialKind) -> Int { kinds.firstIndex(of: kind) ?? kinds.count }
}
