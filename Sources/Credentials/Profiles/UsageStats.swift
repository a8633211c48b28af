/// The gateway's usage marks of one profile. Times are Unix milliseconds; nil if absent or not a number.
package struct UsageStats: Sendable, Equatable {
    package var lastUsed: Int64?
    package var cooldownUntil: Int64?
    package var disabledUntil: Int64?
    /// `billing`, or what another version wrote.
    package var disabledReason: String?
    package var errorCount: Int64?
    /// Failures by reason, within the failure window.
    package var failureCounts: [String: Int64]
    package var lastFailureAt: Int64?

    package init() {
        failureCounts = [:]
    }

    /// When the profile is no longer skipped: the later of cooldown and disabled time; may be in the past.
    package var unusableUntil: Int64? {
        [cooldownUntil, disabledUntil].compactMap { $0 }.max()
    }

    /// Whether the gateway skips the profile now.
    package func isUnusable(at now: Int64) -> Bool {
        unusableUntil.map { now < $0 } ?? false
    }

    /// Whether there are marks that a successful request would clear.
    package var hasFailures: Bool {
        cooldownUntil != nil || disabledUntil != nil || disabledReason != nil || (errorCount ?? 0) != 0
            || !failureCounts.isEmpty
    }
}
