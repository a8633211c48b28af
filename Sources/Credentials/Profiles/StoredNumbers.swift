package import JSON5
import Secrets

// How the gateway, a JavaScript program, takes the numbers in a store.
extension Value {
    /// A finite positive number as whole milliseconds, which the gateway accepts as a time. Values above the last valid
    /// date are clamped to it.
    var positiveTime: Int64? {
        guard let number = doubleValue, number.isFinite, number > 0 else { return nil }
        return TimeRange.clamped(number)
    }

    /// A finite number as a count, clamped to the integers that JavaScript represents exactly.
    var count: Int64? {
        guard let number = doubleValue, number.isFinite else { return nil }
        let limit = 9_007_199_254_740_991.0
        return Int64(min(max(number, -limit), limit).rounded(.towardZero))
    }
}

extension Optional<Value> {
    /// `Number(x)`; NaN where JavaScript gives NaN.
    var asJavaScriptNumber: Double {
        switch self {
        case nil: .nan
        case .null: 0
        case .bool(let bool): bool ? 1 : 0
        case .number(let number): number.doubleValue
        case .string(let text): text.nonBlank.map { Double($0) ?? .nan } ?? 0
        case .array(let elements): elements.isEmpty ? 0 : .nan
        case .object: .nan
        }
    }
}

/// The `expires` of a stored profile exactly as in the file, for outputs that show stored values.
package struct StoredExpiry: Sendable, Equatable {
    package let value: Value

    init(_ value: Value) { self.value = value }

    /// An expiry that stands in no file, in Unix milliseconds.
    init(_ milliseconds: Int64) { value = .integer(milliseconds) }

    /// Nil if it is not a number.
    var number: Double? { value.doubleValue }
}

extension Profile {
    /// `expires` as in the file; nil if absent.
    var storedExpiry: StoredExpiry? { storedExpires.map(StoredExpiry.init) }

    /// `now >= expires` with JavaScript's comparison: false if `expires` is not a number.
    func isExpired(at now: Int64) -> Bool {
        if let expires { return now >= expires }
        return Double(now) >= storedExpires.asJavaScriptNumber
    }
}

extension UsageStats {
    /// Reads existing marks; a value that is not an object has none.
    init(_ fields: ValueView) {
        self.init()
        lastUsed = fields.value("lastUsed")?.positiveTime
        cooldownUntil = fields.value("cooldownUntil")?.positiveTime
        disabledUntil = fields.value("disabledUntil")?.positiveTime
        disabledReason = fields.text("disabledReason")
        errorCount = fields.value("errorCount")?.count
        for (reason, count) in ECMAText.entries(of: fields.value("failureCounts")) {
            failureCounts[reason] = count.count
        }
        lastFailureAt = fields.value("lastFailureAt")?.positiveTime
    }
}
