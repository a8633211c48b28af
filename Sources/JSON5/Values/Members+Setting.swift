extension Members {
    /// Sets a value at a path of keys, and makes the objects that are missing on the way.
    package mutating func set(_ value: Value, at pointer: Pointer) {
        guard case .key(let key)? = pointer.components.first else { return }
        let rest = Pointer(Array(pointer.components.dropFirst()))
        guard !rest.components.isEmpty else { return self[key] = value }
        var section = self[key]?.objectValue ?? [:]
        section.set(value, at: rest)
        self[key] = .object(section)
    }
}
