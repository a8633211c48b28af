/// The gateway's usage marks of one profile. Times are Unix milliseconds; nil if absent or not a number.
package struct UsageStats: Sendable, Equatable {
    package var lastUsed: Int64?
    package var cooldownUntil: Int64?
    package var disabledUntil: Int64?
    /// `billing`, or what another version wrote.
    package var disabledReason: String?
    /// Newer releases: until when the provider's own limit blocks the credential, and why.
    package var blockedUntil: Int64?
    package var blockedReason: String?
    /// Newer releases: why there is a cooldown.
    package var cooldownReason: String?
    package var errorCount: Int64?
    /// Failures by reason, within the failure window.
    package var failureCounts: [String: Int64]
    package var lastFailureAt: Int64?
    /// Newer releases: for which model a mark is. Beside the rest, because most of thousands of profiles have none.
    private var scopes: Scopes?

    private indirect enum Scopes: Sendable, Equatable {
        case these(MarkScopes)
    }

    package init() {
        failureCounts = [:]
    }

    /// For which model the marks are.
    package var scope: MarkScopes {
        get { if case .these(let scope) = scopes { scope } else { MarkScopes() } }
        set { scopes = newValue == MarkScopes() ? nil : .these(newValue) }
    }

    /// Whether the store says of none of its marks which model it is for.
    var hasNoScopes: Bool { if case nil = scopes { true } else { false } }

    /// When the profile is no longer skipped: the latest of cooldown, disabled and blocked time; may be in the past.
    /// For no model in particular; what a release makes of it is in `UsageStats+Skipping`.
    package var unusableUntil: Int64? {
        [cooldownUntil, disabledUntil, blockedUntil].compactMap { $0 }.max()
    }

    /// The stored reason for not using the profile at a time: that of the strongest mark; nil if none is stored.
    package func reason(at now: Int64) -> String? {
        if let disabledReason { return disabledReason }
        if let blockedUntil, now < blockedUntil { return blockedReason }
        return cooldownReason
    }

    /// Whether it is disabled now, as after a billing error.
    package func isDisabled(at now: Int64) -> Bool { disabledUntil.map { now < $0 } ?? false }

    /// Whether the provider blocks it now, as after a plan is used up.
    func isBlocked(at now: Int64) -> Bool { blockedUntil.map { now < $0 } ?? false }

    /// Whether a mark stronger than a cooldown stops it: it is disabled, or blocked by the provider.
    package func isStopped(at now: Int64) -> Bool { isDisabled(at: now) || isBlocked(at: now) }

    /// Whether the gateway skips the profile now.
    package func isUnusable(at now: Int64) -> Bool {
        unusableUntil.map { now < $0 } ?? false
    }

    /// Whether there are marks that a successful request would clear.
    package var hasFailures: Bool {
        cooldownUntil != nil || disabledUntil != nil || disabledReason != nil || blockedUntil != nil
            || blockedReason != nil || cooldownReason != nil || (errorCount ?? 0) != 0
            || !failureCounts.isEmpty
    }
}

/// For which model the marks of a profile are, and who set a block.
package struct MarkScopes: Sendable, Equatable {
    /// The model whose request failed before the cooldown.
    package var cooldownModel: String?
    /// The model that was asked for when the provider blocked the credential.
    package var blockedModel: String?
    /// `model` if the block is for that model only.
    package var blockedScope: String?
    package var blockedSource: String?

    package init() {}
}
