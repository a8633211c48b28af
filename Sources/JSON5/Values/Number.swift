/// A number as spelled in the text; its value is a double, as in the gateway.
///
/// Numbers are equal if their values are: `0x10` equals `16`, and `NaN` equals itself.
package struct Number: Sendable {
    /// The spelling, such as `18789`, `0x4965`, `+.5` or `Infinity`.
    package let text: String

    init(spelling: String) {
        text = spelling
    }

    package init(_ value: some BinaryInteger) {
        text = String(value)
    }

    /// Spells the value as JavaScript does.
    package init(_ value: Double) {
        text = value.javaScriptDescription
    }

    /// The nearest double.
    package var doubleValue: Double {
        var text = text
        return text.withUTF8 { Self.smallInteger($0) } ?? Self.parsed(text)
    }

    /// The value, if it is an integer that fits into 64 bits.
    package var intValue: Int64? {
        Int64(exactly: doubleValue)
    }

    /// Fast path for the common case: up to fifteen decimal digits are exact in a double.
    private static func smallInteger(_ digits: UnsafeBufferPointer<UInt8>) -> Double? {
        guard (1...15).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return Double(value)
    }

    private static func parsed(_ text: String) -> Double {
        if text.hasSuffix("NaN") { return .nan }
        // The C library parses all other JSON5 spellings, including hexadecimal and `5.`.
        return Double(text) ?? .nan
    }
}

extension Number: Equatable {
    package static func == (left: Number, right: Number) -> Bool {
        let (left, right) = (left.doubleValue, right.doubleValue)
        return left == right || (left.isNaN && right.isNaN)
    }
}

extension Double {
    /// The spelling of ECMAScript's `Number::toString`.
    var javaScriptDescription: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Infinity" : "Infinity" }
        if self == 0 { return "0" }
        let (digits, point) = shortestDigits
        return (self < 0 ? "-" : "") + Self.spelling(of: digits, point: point)
    }

    /// The fewest digits that read back as this value, and the number of them before the decimal point.
    private var shortestDigits: (digits: [UInt8], point: Int) {
        let parts = magnitude.description.utf8.split(separator: UInt8(ascii: "e"))
        let exponent = parts.count > 1 ? Int(String(Substring(parts[1]))) ?? 0 : 0
        let halves = parts[0].split(separator: UInt8(ascii: "."))
        let written = halves.flatMap { $0 }
        let leadingZeros = written.prefix { $0 == UInt8(ascii: "0") }.count
        var digits = Array(written.dropFirst(leadingZeros))
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return (digits, halves[0].count + exponent - leadingZeros)
    }

    /// ECMA-262, `Number::toString`, steps 6 to 10.
    private static func spelling(of digits: [UInt8], point: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        switch point {
        case digits.count...21:
            return text + String(repeating: "0", count: point - digits.count)
        case 1...21:
            return text.prefix(point) + "." + text.dropFirst(point)
        case -5...0:
            return "0." + String(repeating: "0", count: -point) + text
        default:
            let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
            return text.prefix(1) + fraction + (point > 0 ? "e+" : "e-") + String((point - 1).magnitude)
        }
    }
}
