/// The meaning of a JSON5 text, without spacing, comments or quoting style.
///
/// Strings are equal if their code points are; member order matters in `==` but not in `isSame(as:)`.
package enum Value: Sendable {
    case null
    case bool(Bool)
    case number(Number)
    case string(String)
    case array([Value])
    case object(Members)

    package static func integer(_ value: some BinaryInteger) -> Value {
        .number(Number(value))
    }

    package static func double(_ value: Double) -> Value {
        .number(Number(value))
    }
}

extension Value: Equatable {
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.isIdentical(to: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }

    /// Whether both are equal if the order of members is ignored.
    package func isSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count && left.allSatisfy { right[$0.key]?.isSame(as: $0.value) ?? false }
        default: self == other
        }
    }
}

// MARK: - Access

extension Value {
    /// The member's value; nil if there is none or this is not an object.
    package subscript(key: String) -> Value? {
        objectValue?[key]
    }

    /// The element; nil if there is none or this is not an array.
    package subscript(index: Int) -> Value? {
        guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var stringValue: String? {
        if case .string(let string) = self { string } else { nil }
    }

    package var boolValue: Bool? {
        if case .bool(let bool) = self { bool } else { nil }
    }

    package var numberValue: Number? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The number, if it is an integer that fits into 64 bits.
    package var intValue: Int64? {
        numberValue?.intValue
    }

    package var doubleValue: Double? {
        numberValue?.doubleValue
    }

    package var arrayValue: [Value]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    package var objectValue: Members? {
        if case .object(let members) = self { members } else { nil }
    }
}

// MARK: - Literals

extension Value: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) {
        self = .null
    }

    package init(booleanLiteral value: Bool) {
        self = .bool(value)
    }

    package init(integerLiteral value: Int) {
        self = .integer(value)
    }

    package init(floatLiteral value: Double) {
        self = .double(value)
    }

    package init(stringLiteral value: String) {
        self = .string(value)
    }

    package init(arrayLiteral elements: Value...) {
        self = .array(elements)
    }

    package init(dictionaryLiteral members: (String, Value)...) {
        self = .object(Members(literal: members))
    }
}
