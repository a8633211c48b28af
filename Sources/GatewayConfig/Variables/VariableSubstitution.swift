package import JSON5

/// A `${VAR}` without a value, and the key that needs it.
package struct MissingVariable: Sendable, Equatable {
    package let name: String
    /// The value that mentions it.
    package let pointer: Pointer

    /// What the gateway says; it stops at the first one.
    package var message: String {
        "Missing env var \"\(name)\" referenced at config path: \(pointer.gatewayPath)"
    }
}

/// Replaces `${NAME}` in every text by the variable's value; `$${NAME}` becomes a literal `${NAME}`.
///
/// Names are `[A-Z_][A-Z0-9_]*`; anything else after `${` is left alone, and a value put in is not looked at again.
struct VariableSubstitution {
    /// A variable's value; blank and absent are different, empty and absent are not.
    private let variable: (String) -> String?
    private var path = Pointer.root

    /// The variables each text mentions.
    private(set) var mentioned: [Pointer: [String]] = [:]
    /// In the order the gateway would meet them.
    private(set) var missing: [MissingVariable] = []

    init(variable: @escaping (String) -> String?) {
        self.variable = variable
    }

    /// The value with all variables put in; a text with a missing one stays as written.
    mutating func apply(to value: Value) -> Value {
        changed(value) ?? value
    }

    /// Nil when nothing inside changes, so that large untouched parts are shared and not copied.
    private mutating func changed(_ value: Value) -> Value? {
        switch value {
        case .string(let text): changed(text).map(Value.string)
        case .array(let elements): changed(elements).map(Value.array)
        case .object(let members): changed(members).map(Value.object)
        case .null, .bool, .number: nil
        }
    }

    private mutating func changed(_ elements: [Value]) -> [Value]? {
        var result: [Value]?
        for (index, element) in elements.enumerated() {
            path.components.append(.index(index))
            if let new = changed(element) {
                if result == nil { result = elements }
                result?[index] = new
            }
            path.components.removeLast()
        }
        return result
    }

    private mutating func changed(_ members: Members) -> Members? {
        var result: Members?
        for member in members {
            path.components.append(.key(member.key))
            if let new = changed(member.value) {
                if result == nil { result = members }
                result?[member.key] = new
            }
            path.components.removeLast()
        }
        return result
    }

    private mutating func changed(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return nil }
        var result = ""
        var rest = Substring(text)
        var isComplete = true
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$$"), let (name, after) = Self.reference(in: rest.dropFirst()) {
                result += "${\(name)}"
                rest = after
            } else if let (name, after) = Self.reference(in: rest) {
                isComplete = append(String(name), to: &result) && isComplete
                rest = after
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        result += rest
        return isComplete && result != text ? result : nil
    }

    private mutating func append(_ name: String, to result: inout String) -> Bool {
        mentioned[path, default: []].append(name)
        guard let value = variable(name), !value.isEmpty else {
            missing.append(MissingVariable(name: name, pointer: path))
            return false
        }
        result += value
        return true
    }

    /// The name of a `${NAME}` at the start of the text, and what follows it.
    private static func reference(in text: Substring) -> (name: Substring, after: Substring)? {
        guard text.hasPrefix("${"), let close = text.firstIndex(of: "}") else { return nil }
        let name = text[text.index(text.startIndex, offsetBy: 2)..<close]
        guard isName(name) else { return nil }
        return (name, text[text.index(after: close)...])
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.unicodeScalars.first, !first.isASCIIDigit else { return false }
        return text.unicodeScalars.allSatisfy {
            (0x41...0x5A).contains($0.value) || $0.isASCIIDigit || $0 == "_"
        }
    }

    /// Whether the text mentions a variable, escaped ones included: then its spelling is not its meaning.
    static func isReference(_ text: String) -> Bool {
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            rest = rest[dollar...]
            if reference(in: rest) != nil { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}

extension Pointer {
    /// The path as the gateway prints it in this message: `a.b[0].c`, keys never quoted.
    var gatewayPath: String {
        components.reduce(into: "") { path, component in
            switch component {
            case .key(let key): path += path.isEmpty ? key : ".\(key)"
            case .index(let index): path += "[\(index)]"
            }
        }
    }

    /// The path as the gateway prints it for issues: `agents.list.0.id`, empty at the root.
    package var issuePath: String {
        components.map { component in
            switch component {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }.joined(separator: ".")
    }
}
