package import JSON5

/// A `${VAR}` without a value, and the key that needs it.
package struct MissingVariable: Sendable, Hashable {
    package let name: String
    /// The path of the string that mentions it.
    package let pointer: Pointer

    /// The gateway's message; the gateway stops at the first one.
    package var message: String {
        "Missing env var \"\(name)\" referenced at config path: \(pointer.gatewayPath)"
    }
}

/// Substitutes `${NAME}` in every string; `$${NAME}` becomes a literal `${NAME}`.
///
/// Names match `[A-Z_][A-Z0-9_]*`; any other text after `${` stays, and substituted values are not scanned again. Each
/// string is scanned once, byte by byte.
struct VariableSubstitution {
    /// Limit of substituted bytes per config, because a short text can mention a long value many times. A real config
    /// substitutes some hundreds of bytes; this is the maximum size of a whole file.
    static let maximumBytes = 32 << 20

    /// The value of a variable. A blank value (white space) differs from an absent one; an empty value does not.
    private let variable: (String) -> String?
    private let limit: Int
    private var bytesPutIn = 0
    private var path = Pointer.root

    /// In the order the gateway would meet them.
    private(set) var missing: [MissingVariable] = []
    /// The first string that would exceed the limit; it and all later ones stay as written.
    private(set) var overflow: Pointer?

    init(limit: Int = Self.maximumBytes, variable: @escaping (String) -> String?) {
        self.variable = variable
        self.limit = limit
    }

    /// The value with all variables substituted, and which strings mention some; a string with a missing one stays as
    /// written.
    mutating func apply(to value: Value) -> (value: Value, mentions: VariableMentions) {
        let result = changed(value)
        return (result.value ?? value, result.mentions ?? VariableMentions())
    }

    /// The value is nil if nothing inside changes, so that large unchanged parts are shared instead of copied.
    private typealias Result = (value: Value?, mentions: VariableMentions?)

    private mutating func changed(_ value: Value) -> Result {
        switch value {
        case .string(let text): return changed(text)
        case .array(let elements): return changed(elements)
        case .object(let members): return changed(members)
        case .null, .bool, .number: return (nil, nil)
        }
    }

    private mutating func changed(_ elements: [Value]) -> Result {
        var (result, mentions): ([Value]?, VariableMentions?)
        for (index, element) in elements.enumerated() {
            path.components.append(.index(index))
            let (new, inside) = changed(element)
            if let new {
                if result == nil { result = elements }
                result?[index] = new
            }
            if let inside { mentions.add(inside, at: .index(index)) }
            path.components.removeLast()
        }
        return (result.map(Value.array), mentions)
    }

    private mutating func changed(_ members: Members) -> Result {
        var (result, mentions): (Members?, VariableMentions?)
        for member in members {
            path.components.append(.key(member.key))
            let (new, inside) = changed(member.value)
            if let new {
                if result == nil { result = members }
                result?[member.key] = new
            }
            if let inside { mentions.add(inside, at: .key(member.key)) }
            path.components.removeLast()
        }
        return (result.map(Value.object), mentions)
    }

    private mutating func changed(_ text: String) -> Result {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return (nil, nil) }
        var text = text
        return text.withUTF8 { bytes in
            var names: [String] = []
            let new = substituted(bytes, &names)
            return (new.map { .string($0) }, names.isEmpty ? nil : VariableMentions(names))
        }
    }

    /// Nil if nothing changes or a variable is missing.
    private mutating func substituted(_ text: UnsafeBufferPointer<UInt8>, _ names: inout [String]) -> String? {
        var (result, copied, isComplete): ([UInt8], Int, Bool) = ([], 0, true)
        var references = VariableReferenceScan(text)
        while let reference = references.next() {
            var value = ""
            if let name = reference.name {
                names.append(name)
                value = variable(name) ?? ""
                if value.isEmpty { missing.append(MissingVariable(name: name, pointer: path)) }
                isComplete = isComplete && !value.isEmpty && hasRoom(for: value)
            }
            guard isComplete else { continue }
            result += text[copied..<reference.range.lowerBound]
            result += value.utf8
            copied = reference.range.upperBound
        }
        guard isComplete, copied > 0 else { return nil }
        result += text[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func hasRoom(for value: String) -> Bool {
        bytesPutIn += value.utf8.count
        if bytesPutIn > limit, overflow == nil { overflow = path }
        return overflow == nil
    }

    /// Whether the string mentions a variable, including escaped ones: its text then differs from its meaning.
    static func isReference(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return false }
        var text = text
        return text.withUTF8 { bytes in
            var references = VariableReferenceScan(bytes)
            return references.next() != nil
        }
    }
}

/// Scans a string for variable references from start to end.
private struct VariableReferenceScan {
    struct Reference {
        /// The range to replace; for an escaped reference the first dollar sign, which is removed.
        let range: Range<Int>
        /// Nil for an escaped reference.
        let name: String?
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var place = 0

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    mutating func next() -> Reference? {
        while let dollar = text[place...].firstIndex(of: UInt8(ascii: "$")) {
            if let end = end(at: dollar + 1) {
                place = end
                return Reference(range: dollar..<dollar + 1, name: nil)
            }
            if let end = end(at: dollar) {
                place = end
                let name = text[dollar + 2..<end - 1]
                return Reference(range: dollar..<end, name: String(decoding: name, as: UTF8.self))
            }
            place = dollar + 1
        }
        return nil
    }

    /// The end of the `${NAME}` at an offset; nil if there is none.
    private func end(at offset: Int) -> Int? {
        guard offset + 1 < text.count, text[offset] == UInt8(ascii: "$"), text[offset + 1] == UInt8(ascii: "{") else {
            return nil
        }
        let name = text[(offset + 2)...].prefix { byte in
            (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
        }
        guard let first = name.first, !(0x30...0x39).contains(first), name.endIndex < text.count,
            text[name.endIndex] == UInt8(ascii: "}")
        else { return nil }
        return name.endIndex + 1
    }
}

extension Pointer {
    /// The path in the gateway's form for this message: `a.b[0].c`, keys are never quoted.
    var gatewayPath: String {
        components.reduce(into: "") { path, component in
            switch component {
            case .key(let key): path += path.isEmpty ? key : ".\(key)"
            case .index(let index): path += "[\(index)]"
            }
        }
    }

    /// The path in the gateway's form for issues: `agents.list.0.id`, empty for the root.
    package var issuePath: String {
        components.map { component in
            switch component {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }.joined(separator: ".")
    }
}
