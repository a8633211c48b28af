import Credentials
import JSON5
import Secrets

// How the gateway, a JavaScript program, takes the numbers in a store.
extension Value {
    /// A time in Unix milliseconds; nil if the gateway does not accept it as one.
    var positiveTime: Int64? { doubleValue.flatMap(TimeRange.positiveTime) }

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

extension StoredExpiry {
    init(_ value: Value) {
        self.init(json: value.json(), number: value.doubleValue, asNumber: Optional(value).asJavaScriptNumber)
    }
}

extension UsageStats {
    /// Reads existing marks; a value that is not an object has none.
    init(_ fields: ValueView) {
        self.init()
        // The order subtracts it, so a text with a number in it counts; other times count only as numbers.
        lastUsed = fields.value("lastUsed").flatMap { TimeRange.positiveTime(Optional($0).asJavaScriptNumber) }
        cooldownUntil = fields.value("cooldownUntil")?.positiveTime
        disabledUntil = fields.value("disabledUntil")?.positiveTime
        disabledReason = fields.text("disabledReason")
        blockedUntil = fields.value("blockedUntil")?.positiveTime
        blockedReason = fields.text("blockedReason")
        cooldownReason = fields.text("cooldownReason")
        // Each is beside another one that only newer releases write.
        if cooldownReason != nil { scope.cooldownModel = fields.text("cooldownModel").nonEmpty }
        if blockedUntil != nil {
            scope.blockedModel = fields.text("blockedModel").nonEmpty
            scope.blockedScope = fields.text("blockedScope")
            scope.blockedSource = fields.text("blockedSource")
        }
        errorCount = fields.value("errorCount")?.count
        for (reason, count) in ECMAText.entries(of: fields.value("failureCounts")) {
            failureCounts[reason] = count.count
        }
        lastFailureAt = fields.value("lastFailureAt")?.positiveTime
    }
}

extension String? {
    /// As in JavaScript an empty text is none.
    fileprivate var nonEmpty: String? { self == "" ? nil : self }
}
