import Secrets

/// A duration as typed: `365d`, `12h`, `1.5s` (src/cli/parse-duration.ts).
package enum DurationText {
    /// The unit of a number without a unit.
    package enum Unit: String, Sendable, CaseIterable {
        case milliseconds = "ms"
        case seconds = "s"
        case minutes = "m"
        case hours = "h"
        case days = "d"

        var inMilliseconds: Double {
            switch self {
            case .milliseconds: 1
            case .seconds: 1000
            case .minutes: 60_000
            case .hours: 3_600_000
            case .days: 86_400_000
            }
        }
    }

    /// The text is not a duration.
    package struct Failure: Error, Equatable {
        /// The typed text.
        package let raw: String

        /// The gateway's message.
        package var gatewayText: String {
            raw.trimmedAsJavaScript.isEmpty ? "invalid duration (empty)" : "invalid duration: \(raw)"
        }
    }

    /// Whole milliseconds.
    package static func parse(_ raw: String, defaultUnit: Unit = .milliseconds) throws(Failure) -> Int64 {
        let text = raw.trimmedAsJavaScript.lowercased()
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let suffix = String(text.dropFirst(number.count))
        guard let value = decimal(number), let unit = suffix.isEmpty ? defaultUnit : Unit(rawValue: suffix) else {
            throw Failure(raw: raw)
        }
        let milliseconds = (value * unit.inMilliseconds).rounded(.toNearestOrAwayFromZero)
        guard let whole = Int64(exactly: milliseconds) else { throw Failure(raw: raw) }
        return whole
    }

    /// Digits, optionally with a decimal point and further digits.
    private static func decimal(_ text: Substring) -> Double? {
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        guard halves.count <= 2, halves.allSatisfy({ !$0.isEmpty }) else { return nil }
        return Double(text)
    }
}

/// A remaining duration in the gateway's short form.
package enum RemainingText {
    /// `0m`, `14m`, `5h`, `12d`; `unknown` for nil. The argument is in milliseconds.
    package static func short(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "unknown" }
        guard milliseconds > 0 else { return "0m" }
        let minutes = max(1, rounded(milliseconds, 60_000))
        if minutes < 60 { return "\(minutes)m" }
        let hours = rounded(minutes, 60)
        return hours < 48 ? "\(hours)h" : "\(rounded(hours, 24))d"
    }

    /// `Math.round(value / unit)`.
    private static func rounded(_ value: Int64, _ unit: Int64) -> Int64 {
        value / unit + (value % unit * 2 >= unit ? 1 : 0)
    }
}
