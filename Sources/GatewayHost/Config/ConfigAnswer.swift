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
        let leaves = RedactedValue(config).leaves(of: full, at: pointer)
        return zip(leaves, config.origins(of: leaves.map(\.pointer))).map { leaf, origin in
            Leaf(
                pointer: leaf.pointer,
                value: leaf.value,
                origin: loaded.isAdded(leaf.pointer) ? .gatewayDefault : origin
            )
        }
    }
}

extension Value {
    /// The value on one line, for a row of a screen: a text without quotes, everything else as JSON.
    package var oneLineText: String { stringValue ?? json(indent: 0) }
}
