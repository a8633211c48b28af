package import JSON5

/// `auth.cooldowns` of the config, with the gateway's defaults (src/agents/auth-profiles/usage.ts).
package struct CooldownSettings: Sendable, Equatable {
    /// Hours for which the first billing failure disables a profile.
    package var billingBackoffHours: Double = 5
    /// The longest time for which billing failures disable a profile, in hours.
    package var billingMaxHours: Double = 24
    /// After this many hours without a failure, counting restarts.
    package var failureWindowHours: Double = 24

    package init() {}

    /// The settings for one provider; numbers that are not positive count as absent.
    package init(config: Value?, provider: String) {
        let section = config?["auth"]?["cooldowns"]
        let name = ProviderName.normalized(provider)
        let own = ECMAText.entries(of: section?["billingBackoffHoursByProvider"])
            .first { ProviderName.normalized($0.key) == name }?.value
        billingBackoffHours = Self.positive(own) ?? Self.positive(section?["billingBackoffHours"]) ?? 5
        billingMaxHours = Self.positive(section?["billingMaxHours"]) ?? 24
        failureWindowHours = Self.positive(section?["failureWindowHours"]) ?? 24
    }

    private static func positive(_ value: Value?) -> Double? {
        guard let number = value?.doubleValue, number.isFinite, number > 0 else { return nil }
        return number
    }
}

/// How long a failing profile is skipped; in milliseconds.
package enum CooldownMath {
    static let minute: Double = 60_000
    static let hour: Double = 3_600_000

    /// 1, 5, 25 minutes, then an hour.
    package static func cooldown(errorCount: Double) -> Int64 {
        let exponent = min(max(1, errorCount) - 1, 3)
        return TimeRange.clamped(min(hour, minute * power(5, exponent)))
    }

    /// The configured hours, doubled with each billing failure up to the configured maximum; at least one minute, at
    /// most until the last valid date.
    package static func billingStop(failures: Int64, settings: CooldownSettings) -> Int64 {
        let base = max(minute, settings.billingBackoffHours * hour)
        let cap = max(base, settings.billingMaxHours * hour)
        let exponent = min(Double(max(1, failures)) - 1, 10)
        return TimeRange.clamped(min(cap, base * power(2, exponent)).rounded())
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double {
        (0..<Int(exponent.rounded(.down))).reduce(1) { product, _ in product * base }
    }
}
