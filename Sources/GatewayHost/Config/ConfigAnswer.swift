package import GatewayConfig
package import JSON5

/// What `config get` tells: a value as the gateway holds it, and where each part of it comes from. No secret in it.
package struct ConfigAnswer: Sendable {
    /// A value that holds no other, or an empty container.
    package struct Leaf: Sendable {
        package let pointer: Pointer
        package let value: Value
        package let origin: Origin
    }

    package let pointer: Pointer
    package let value: Value
    private let full: Value
    private let loaded: LoadedConfig
    private let config: ConfigSnapshot

    /// Looks a typed path up, defaults of the gateway included.
    package init(_ text: String, in snapshot: HostSnapshot) throws(Problem) {
        config = snapshot.config
        if let problem = config.problem { throw snapshot.explain.problem(problem, in: config) }
        pointer = try snapshot.configPointer(text)
        loaded = LoadedConfig(config)
        guard let found = loaded.root.value(at: pointer) else { throw snapshot.notFound(pointer) }
        full = found
        value = RedactedValue(config).shown(found, at: pointer)
    }

    /// Every part of the value with its origin.
    package var leaves: [Leaf] {
        let redacted = RedactedValue(config)
        return Self.leaves(of: full, at: pointer).map { leaf in
            Leaf(
                pointer: leaf.pointer,
                value: redacted.shown(leaf.value, at: leaf.pointer),
                origin: loaded.added.contains(leaf.pointer) ? .gatewayDefault : config.origin(of: leaf.pointer)
            )
        }
    }

    private static func leaves(of value: Value, at pointer: Pointer) -> [(pointer: Pointer, value: Value)] {
        switch value {
        case .object(let members) where !members.isEmpty:
            members.flatMap { leaves(of: $0.value, at: pointer.appending($0.key)) }
        case .array(let elements) where !elements.isEmpty:
            elements.enumerated().flatMap { leaves(of: $0.element, at: pointer.appending($0.offset)) }
        default: [(pointer, value)]
        }
    }
}

extension Value {
    /// The value on one line, for a row of a screen: a text without quotes, everything else as JSON.
    package var oneLineText: String { stringValue ?? json(indent: 0) }
}
