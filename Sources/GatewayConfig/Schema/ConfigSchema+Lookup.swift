package import JSON5

extension ConfigSchema {
    /// Whether the schema covers a path.
    package enum Coverage: Sendable, Equatable {
        /// The value is described and checked.
        case checked
        /// The path is in a section that is not checked.
        case notChecked
        /// Unknown key.
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

    /// One line on the purpose of a key; nil if the schema has none.
    package func help(for pointer: Pointer) -> String? { entry(at: pointer)?.help }

    /// The strings that a key accepts; nil if it also accepts other values.
    package func choices(for pointer: Pointer) -> [String]? {
        guard case .choice(let choices, isEnumeration: _)? = entry(at: pointer)?.shape else { return nil }
        return choices
    }

    /// The keys of an object, in the gateway's order.
    package func keys(in pointer: Pointer) -> [String] {
        guard case .object(let object)? = entry(at: pointer)?.shape else { return [] }
        return object.members.map(\.key)
    }

    /// Whether a path holds a list.
    package func isList(_ pointer: Pointer) -> Bool {
        guard case .array? = entry(at: pointer)?.shape else { return false }
        return true
    }

    /// The top-level sections of a config that are known only by name and not checked.
    package func unchecked(in root: Value) -> [String] {
        (root.objectValue?.keys ?? []).filter { coverage(of: [.key($0)]) == .notChecked }
    }

    /// The entry of a path; nil if there is none, as in an unchecked section.
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
