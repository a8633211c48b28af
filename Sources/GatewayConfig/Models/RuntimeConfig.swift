package import JSON5

/// The config as the gateway holds it while it runs, whole: what `LoadedConfig` adds for Claude, the defaults of all other
/// sections, and paths with `~` made absolute (src/config/defaults.ts, normalize-paths.ts).
///
/// For showing a value; nothing is judged by it, and nothing of it is written.
package struct RuntimeConfig: Sendable {
    package private(set) var root: Value
    private let loaded: LoadedConfig
    private var added: Set<Pointer> = []

    package init(_ config: ConfigSnapshot) {
        loaded = LoadedConfig(config)
        root = loaded.root
        for row in config.format.runtimeDefaults { add(row) }
        root = Self.expanding(root, "", config.paths)
    }

    /// Whether no file sets the value at a path.
    package func isAdded(_ pointer: Pointer) -> Bool { added.contains(pointer) || loaded.isAdded(pointer) }

    private mutating func add(_ row: RuntimeDefault) {
        if let beside = row.beside, root.value(at: beside) == nil { return }
        guard row.replaces || root.value(at: row.pointer) == nil, var members = root.objectValue else { return }
        // A value of another type stands where the default would go; the gateway refuses such a config.
        for length in 1..<row.pointer.components.count {
            let parent = root.value(at: Pointer(Array(row.pointer.components.prefix(length))))
            guard parent == nil || parent?.objectValue != nil else { return }
        }
        members.set(row.value, at: row.pointer)
        root = .object(members)
        added.insert(row.pointer)
    }

    // MARK: - Paths

    /// The keys of a list of paths.
    private static let listKeys = ["paths", "pathPrepend"]
    private static let endings = ["dir", "path", "paths", "file", "root", "workspace"]

    private static func expanding(_ value: Value, _ key: String, _ paths: StatePaths) -> Value {
        switch value {
        case .string(let text): return .string(isPath(key) ? expanding(text, paths) : text)
        case .object(let members):
            return .object(Members(members.map { ($0.key, expanding($0.value, $0.key, paths)) }))
        case .array(let elements):
            return .array(
                elements.map { element in
                    guard case .string = element else { return expanding(element, "", paths) }
                    return listKeys.contains(key) ? expanding(element, key, paths) : element
                }
            )
        case .null, .bool, .number: return value
        }
    }

    private static func isPath(_ key: String) -> Bool {
        listKeys.contains(key) || endings.contains { key.lowercased().hasSuffix($0) }
    }

    private static func expanding(_ text: String, _ paths: StatePaths) -> String {
        text == "~" || text.hasPrefix("~/") ? paths.expanding(text) : text
    }
}
