package import JSON5

extension ConfigSchema {
    /// How far the schema reaches.
    package enum Coverage: Sendable, Equatable {
        /// The value is described and checked.
        case checked
        /// It lies in a section that is not checked here.
        case notChecked
        /// No such key is known.
        case unknown
    }

    /// Whether a place is described.
    package func coverage(of pointer: Pointer) -> Coverage {
        var entry = resolved(root)
        for component in pointer.components {
            if case .unchecked = entry.shape { return .notChecked }
            guard let next = child(component, of: entry) else { return .unknown }
            entry = next
        }
        if case .unchecked = entry.shape { return .notChecked }
        return .checked
    }

    /// One line on what a key is for; nil when the schema has none.
    package func help(for pointer: Pointer) -> String? { entry(at: pointer)?.help }

    /// The texts a key may hold; nil when it may hold anything else as well.
    package func choices(for pointer: Pointer) -> [String]? {
        guard case .choice(let choices, isEnumeration: _)? = entry(at: pointer)?.shape else { return nil }
        return choices
    }

    /// The keys that may stand in an object, in the gateway's order.
    package func keys(in pointer: Pointer) -> [String] {
        guard case .object(let object)? = entry(at: pointer)?.shape else { return [] }
        return object.members.map(\.key)
    }

    /// Whether a place holds a list.
    package func isList(_ pointer: Pointer) -> Bool {
        guard case .array? = entry(at: pointer)?.shape else { return false }
        return true
    }

    /// Top-level sections that are known by name and not looked into, of those a configuration has.
    package func unchecked(in root: Value) -> [String] {
        (root.objectValue?.keys ?? []).filter { coverage(of: [.key($0)]) == .notChecked }
    }

    /// Whether the value of a place must never be shown; where the schema says nothing, the key's name decides.
    package func isSecret(_ pointer: Pointer) -> Bool {
        var walk = SchemaWalk(self)
        for component in pointer.components { walk.enter(component) }
        return walk.isSecret
    }

    /// A copy without any secret text, for showing; `${VAR}` is no secret, it names one.
    package func redacting(_ value: Value, at pointer: Pointer = .root, as replacement: String) -> Value {
        var walk = SchemaWalk(self)
        for component in pointer.components { walk.enter(component) }
        return redacting(value, at: &walk, as: replacement)
    }

    private func redacting(_ value: Value, at walk: inout SchemaWalk, as replacement: String) -> Value {
        switch value {
        case .object(let members):
            var shown = Members()
            for member in members {
                walk.enter(.key(member.key))
                shown[member.key] = redacting(member.value, at: &walk, as: replacement)
                walk.leave()
            }
            return .object(shown)
        case .array(let elements):
            var shown: [Value] = []
            for (index, element) in elements.enumerated() {
                walk.enter(.index(index))
                shown.append(redacting(element, at: &walk, as: replacement))
                walk.leave()
            }
            return .array(shown)
        case .string(let text):
            return text.isEmpty || VariableSubstitution.isReference(text) || !walk.isSecret
                ? value : .string(replacement)
        case .number:
            return walk.isSecret ? .string(replacement) : value
        case .null, .bool:
            return value
        }
    }

    /// The entry of a place; nil where nothing is said, as in a section that is not checked.
    func entry(at pointer: Pointer) -> Entry? {
        var entry = resolved(root)
        for component in pointer.components {
            guard let next = child(component, of: entry) else { return nil }
            entry = next
        }
        return entry
    }

    func child(_ component: Pointer.Component, of entry: Entry) -> Entry? {
        switch (entry.shape, component) {
        case (.object(let object), .key(let key)): object.entry(key).map(resolved)
        case (.record(let values), .key): resolved(values)
        case (.array(let items), .index): resolved(items)
        case (.either(let alternatives), _): alternatives.lazy.compactMap { child(component, of: resolved($0)) }.first
        default: nil
        }
    }
}
