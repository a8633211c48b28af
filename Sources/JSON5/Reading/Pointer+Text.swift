extension Pointer: CustomStringConvertible {
    /// The path as written by people: `agents.list[0].id`, `models["anthropic/claude-opus-4.5"]`.
    package var description: String {
        var text = ""
        for component in components {
            switch component {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where !key.standsBare: text += "[\(Value.string(key).json(indent: 0))]"
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            }
        }
        return text
    }

    /// Parses a path; nil if it is malformed.
    ///
    /// Keys are separated by dots; brackets contain an index, or a key with or without quotes; a backslash escapes the
    /// next character. The empty text is the root.
    package init?(_ text: String) {
        var reader = PointerReader(text)
        guard let components = reader.components() else { return nil }
        self.init(components)
    }
}

/// Works on scalars, because a combining character in a key must not hide the quote or dot before it.
private struct PointerReader {
    private var rest: Substring.UnicodeScalarView

    init(_ text: String) {
        rest = Substring(text).unicodeScalars
    }

    mutating func components() -> [Pointer.Component]? {
        var components: [Pointer.Component] = []
        while let next = rest.first {
            let isKey = next != "["
            if isKey, !components.isEmpty, rest.popFirst() != "." { return nil }
            guard let component = isKey ? plainKey() : bracketed() else { return nil }
            components.append(component)
        }
        return components
    }

    private mutating func plainKey() -> Pointer.Component? {
        var key = take { $0 != "." && $0 != "[" && $0 != "\\" }
        while rest.popFirst(if: "\\") {
            guard let escaped = rest.popFirst() else { return nil }
            key.unicodeScalars.append(escaped)
            key += take { $0 != "." && $0 != "[" && $0 != "\\" }
        }
        return key.isEmpty ? nil : .key(key)
    }

    private mutating func bracketed() -> Pointer.Component? {
        rest.removeFirst()
        if rest.first == "\"" || rest.first == "'" { return quoted() }
        let content = take { $0 != "]" }
        guard !content.isEmpty, rest.popFirst() == "]" else { return nil }
        return content.utf8.allSatisfy(\.isDigit) ? Int(content).map { .index($0) } : .key(content)
    }

    /// A quoted key has the syntax of a JSON5 string.
    private mutating func quoted() -> Pointer.Component? {
        guard let end = endOfString(), let key = try? Document(parsing: String(rest[..<end])).root.stringValue
        else { return nil }
        rest = rest[end...]
        return rest.popFirst() == "]" ? .key(key) : nil
    }

    private func endOfString() -> Substring.Index? {
        var isEscaped = false
        for index in rest.indices.dropFirst() {
            if !isEscaped, rest[index] == rest.first { return rest.index(after: index) }
            isEscaped = !isEscaped && rest[index] == "\\"
        }
        return nil
    }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let taken = rest.prefix(while: condition)
        rest = rest[taken.endIndex...]
        return String(taken)
    }
}

extension Substring.UnicodeScalarView {
    fileprivate mutating func popFirst(if scalar: Unicode.Scalar) -> Bool {
        guard first == scalar else { return false }
        removeFirst()
        return true
    }
}

extension String {
    /// Whether a key needs no brackets in a path.
    fileprivate var standsBare: Bool {
        !isEmpty && !utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
            && unicodeScalars.allSatisfy { !".[]\"'\\".unicodeScalars.contains($0) && $0.isVisible }
    }
}

extension Unicode.Scalar {
    /// Whether the character is visible: not a space, control or formatting character.
    var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}
