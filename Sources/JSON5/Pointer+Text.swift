extension Pointer: CustomStringConvertible {
    /// The path as people write it: `agents.list[0].id`, `models["anthropic/claude-opus-4.5"]`.
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

    /// Reads a path; nil if it is malformed.
    ///
    /// Keys are separated by dots; brackets hold an index, or a key with or without quotes. The empty text is the root.
    package init?(_ text: String) {
        var reader = Reader(rest: Substring(text))
        guard let components = reader.components() else { return nil }
        self.init(components)
    }

    private struct Reader {
        var rest: Substring

        mutating func components() -> [Component]? {
            var components: [Component] = []
            while let next = rest.first {
                if next == "[" {
                    guard let component = bracketed() else { return nil }
                    components.append(component)
                } else {
                    if !components.isEmpty || next == "." {
                        guard !components.isEmpty, rest.popFirst() == "." else { return nil }
                    }
                    let key = rest.prefix { $0 != "." && $0 != "[" }
                    guard !key.isEmpty else { return nil }
                    rest.removeFirst(key.count)
                    components.append(.key(String(key)))
                }
            }
            return components
        }

        private mutating func bracketed() -> Component? {
            rest.removeFirst()
            if let quote = rest.first, quote == "\"" || quote == "'" {
                return quoted()
            }
            let content = rest.prefix { $0 != "]" }
            rest.removeFirst(content.count)
            guard !content.isEmpty, rest.popFirst() == "]" else { return nil }
            return Int(content).map { $0 < 0 ? .key(String(content)) : .index($0) } ?? .key(String(content))
        }

        /// A quoted key has the syntax of a JSON5 string.
        private mutating func quoted() -> Component? {
            guard let end = endOfString(), let document = try? Document(parsing: String(rest[..<end])),
                case .string(let key) = document.root
            else { return nil }
            rest = rest[end...]
            return rest.popFirst() == "]" ? .key(key) : nil
        }

        private func endOfString() -> Substring.Index? {
            var index = rest.index(after: rest.startIndex)
            while index < rest.endIndex {
                if rest[index] == rest.first { return rest.index(after: index) }
                if rest[index] == "\\" { rest.formIndex(after: &index) }
                if index < rest.endIndex { rest.formIndex(after: &index) }
            }
            return nil
        }
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
    /// Whether the character leaves a mark of its own: no space, control or formatting character.
    var isVisible: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}
