package import GatewayConfig
package import JSON5

/// The result of `config get`: a value as the gateway holds it while it runs, and the origin of each part; without secrets.
package struct ConfigAnswer: Sendable {
    /// A scalar or an empty container.
    package struct Leaf: Sendable {
        package let pointer: Pointer
        package let value: Value
        package let origin: Origin
    }

    package let pointer: Pointer
    package let value: Value
    private let full: Value
    private let loaded: RuntimeConfig
    private let config: ConfigSnapshot

    /// Looks up a typed path, including the gateway's defaults.
    package init(_ text: String, in snapshot: HostSnapshot, _ explain: Explanation) throws(Problem) {
        config = snapshot.config
        if let problem = config.problem { throw explain.problem(problem, in: config) }
        pointer = try snapshot.configPointer(text, explain)
        loaded = RuntimeConfig(config)
        guard let found = loaded.root.value(at: pointer) else { throw snapshot.notFound(pointer, explain) }
        let unset = config.unset(at: pointer)
        guard unset.isEmpty else {
            throw explain.unset(unset, in: config, nextKey: "config.unset.next")
        }
        full = found
        value = RedactedValue(config).shown(found, at: pointer)
    }

    /// Every leaf of the value with its origin.
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
    /// The value on one line: a string without quotes, everything else as JSON.
    package var oneLineText: String { stringValue ?? json(indent: 0) }
}
