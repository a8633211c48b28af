/// `auth.cooldowns` of the config over the gateway's own times (src/agents/auth-profiles/usage.ts): how long a failing
/// profile is skipped.
package struct CooldownSettings: Sendable, Equatable {
    /// Hours for which the first billing failure disables a profile.
    package var billingBackoffHours: Double
    /// The longest time for which billing failures disable a profile, in hours.
    package var billingMaxHours: Double
    /// After this many hours without a failure, counting restarts.
    package var failureWindowHours: Double
    private let rules: GatewayRules.Cooldowns

    /// The settings for one provider; nil is a number that the config does not set.
    package init(
        _ rules: GatewayRules.Cooldowns,
        billingBackoffHours: Double? = nil,
        billingMaxHours: Double? = nil,
        failureWindowHours: Double? = nil
    ) {
        self.rules = rules
        self.billingBackoffHours = billingBackoffHours ?? rules.billingBackoffHours
        self.billingMaxHours = billingMaxHours ?? rules.billingMaxHours
        self.failureWindowHours = failureWindowHours ?? rules.failureWindowHours
    }

    private static let hour: Double = 3_600_000

    /// The failure window in milliseconds.
    package var failureWindow: Double { failureWindowHours * Self.hour }

    /// How long a profile is skipped after so many failures in a row, in milliseconds.
    package func cooldown(errorCount: Double) -> Int64 {
        let place = min(max(1, errorCount) - 1, Double(rules.steps.count - 1))
        return rules.steps.isEmpty ? 0 : rules.steps[Int(max(0, place).rounded(.down))]
    }

    /// The configured hours, doubled with each billing failure up to the configured maximum; not shorter than the
    /// gateway's minimum, at most until the last valid date. In milliseconds.
    package func billingStop(failures: Int64) -> Int64 {
        let base = max(Double(rules.billingMinimum), billingBackoffHours * Self.hour)
        let cap = max(base, billingMaxHours * Self.hour)
        let doublings = min(max(1, failures) - 1, Int64(rules.billingDoublings))
        let factor = (0..<max(0, doublings)).reduce(1.0) { product, _ in product * 2 }
        return TimeRange.clamped(min(cap, base * factor).rounded())
    }
}
