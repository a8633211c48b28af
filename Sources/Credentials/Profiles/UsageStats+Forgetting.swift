// What a running gateway holds of stored marks: those whose time has passed are gone from its memory, not from the store
// (src/agents/auth-profiles/usage-state.ts).
extension UsageStats {
    /// Without the marks whose time has passed; with the last of them go the counts of failures.
    package func forgettingExpired(at now: Int64, _ rules: Rules) -> UsageStats {
        guard rules.forgetsExpiredMarks else { return self }
        var stats = self
        var hasForgotten = false
        func isOver(_ end: Int64?) -> Bool { end.map { now >= $0 } ?? false }
        if isOver(cooldownUntil) {
            (stats.cooldownUntil, stats.cooldownReason, stats.scope.cooldownModel) = (nil, nil, nil)
            hasForgotten = true
        }
        if isOver(disabledUntil) {
            (stats.disabledUntil, stats.disabledReason) = (nil, nil)
            hasForgotten = true
        }
        if isOver(blockedUntil) {
            (stats.blockedUntil, stats.blockedReason, stats.scope.blockedModel) = (nil, nil, nil)
            stats.scope.blockedSource = nil
            if rules.forgetsBlockScopes { stats.scope.blockedScope = nil }
            hasForgotten = true
        }
        if hasForgotten, stats.unusableUntil == nil { stats.forgetCounts(rules) }
        return stats
    }

    private mutating func forgetCounts(_ rules: Rules) {
        errorCount = 0
        let limited = rules.keepsRateLimitCounts ? failureCounts[FailureReason.rateLimit.rawValue] ?? 0 : 0
        failureCounts = limited == 0 ? [:] : [FailureReason.rateLimit.rawValue: limited]
    }
}
