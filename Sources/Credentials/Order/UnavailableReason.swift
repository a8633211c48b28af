/// Why none of some profiles is available, as gateways with databases weigh their marks
/// (src/agents/auth-profiles/usage-state.ts).
///
/// Each profile that is skipped speaks for one reason with all its weight, or for those of its failures by their number.
package struct UnavailableReason: Sendable {
    /// What an unambiguous mark weighs.
    private static let heavy: Int64 = 1_000
    /// The reason where nothing is recorded.
    private static let unknown = FailureReason.unknown.rawValue

    private let rules: GatewayRules.Selection
    private let now: Int64
    /// The weight of each of the rules' reasons.
    private var weights: [Int64]

    private init(_ rules: GatewayRules.Selection, at now: Int64) {
        self.rules = rules
        self.now = now
        weights = rules.reasons.map { _ in 0 }
    }

    /// The reason that weighs most, in the gateway's word; nil if none of the profiles is skipped at this time.
    package static func of(_ stats: [UsageStats], _ rules: GatewayRules.Selection, at now: Int64) -> String? {
        var reason = UnavailableReason(rules, at: now)
        for stats in stats { reason.add(stats) }
        guard let most = reason.weights.max(), most > 0 else { return nil }
        return reason.weights.firstIndex(of: most).map { rules.reasons[$0] }
    }

    private mutating func add(_ stats: UsageStats) {
        if stats.isDisabled(at: now), let reason = stats.disabledReason, add(Self.heavy, to: reason) { return }
        if stats.isBlocked(at: now) {
            add(Self.heavy, to: FailureReason.rateLimit.rawValue)
            return
        }
        guard stats.cooldownUntil.map({ now < $0 }) ?? false else { return }
        if rules.trustsCooldownReasons, let reason = stats.cooldownReason, add(Self.heavy, to: reason) { return }
        var isRecorded = false
        for (reason, count) in stats.failureCounts where count > 0 {
            isRecorded = add(count, to: reason) || isRecorded
        }
        if !isRecorded { add(1, to: Self.unknown) }
    }

    /// Whether the rules know the reason.
    @discardableResult
    private mutating func add(_ weight: Int64, to reason: String) -> Bool {
        guard let place = rules.reasons.firstIndex(of: reason) else { return false }
        // A file can hold any number.
        weights[place] += min(weight, 1 << 40)
        return true
    }
}
