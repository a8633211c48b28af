package import JSON5

/// A `${VAR}` without a value, and the key that needs it.
package struct MissingVariable: Sendable, Hashable {
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
/// Names are `[A-Z_][A-Z0-9_]*`; anything else after `${` is left alone, and a value put in is not looked at again. Each text
/// is gone through once, byte by byte.
struct VariableSubstitution {
    /// More bytes of values are not put into one configuration: a short text can mention a long value many times. A real one
    /// puts in some hundreds, and a whole file may have no more than this.
    static let maximumBytes = 32 << 20

    /// A variable's value; blank and absent are different, empty and absent are not.
    private let variable: (String) -> String?
    private let limit: Int
    private var bytesPutIn = 0
    private var path = Pointer.root

    /// In the order the gateway would meet them.
    private(set) var missing: [MissingVariable] = []
    /// The first text that would have put in more than is allowed; it and all behind it stay as they are written.
    private(set) var overflow: Pointer?

    init(limit: Int = Self.maximumBytes, variable: @escaping (String) -> String?) {
        self.variable = variable
        self.limit = limit
    }

    /// The value with all variables put in, and which texts mention some; a text with a missing one stays as written.
    mutating func apply(to value: Value) -> (value: Value, mentions: VariableMentions) {
        let result = changed(value)
        return (result.value ?? value, result.mentions ?? VariableMentions())
    }

    /// The value is nil when nothing inside changes, so that large untouched parts are shared and not copied.
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

    /// Nil when nothing changes or when a variable is missing.
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

    /// Whether the text mentions a variable, escaped ones included: then its spelling is not its meaning.
    static func isReference(_ text: String) -> Bool {
        guard text.utf8.contains(UInt8(ascii: "$")) else { return false }
        var text = text
        return text.withUTF8 { bytes in
            var references = VariableReferenceScan(bytes)
            return references.next() != nil
        }
    }
}

/// Finds what stands for variables in a text, from its beginning to its end.
private struct VariableReferenceScan {
    struct Reference {
        /// What a value is put in for; of an escaped one the first of its two dollar signs, which goes.
        let range: Range<Int>
        /// Nil for an escaped one.
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

    /// Where the `${NAME}` ends that begins at an offset; nil where there is none.
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
