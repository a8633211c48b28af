package import JSON5

/// A cursor for walking a config container by container: the schema is looked up once per step, not from the root for
/// each value.
///
///     var walk = SchemaWalk(config.schema)
///     walk.enter("gateway")
///     walk.isSecret    // false
package struct SchemaWalk {
    private struct Step {
        /// Nil if the schema has no entry.
        let entry: ConfigSchema.Entry?
        let component: Pointer.Component?
        /// Cache: whether the name of this key or an enclosing one means a secret.
        var soundsSecret: Bool?
    }

    private let schema: ConfigSchema
    private var steps: [Step]

    package init(_ schema: ConfigSchema) {
        self.schema = schema
        steps = [Step(entry: schema.resolved(schema.root), component: nil, soundsSecret: false)]
    }

    /// Enters a member or an element.
    package mutating func enter(_ component: Pointer.Component) {
        let entry = steps.last?.entry.flatMap { schema.child(component, of: $0) }
        steps.append(Step(entry: entry, component: component))
    }

    /// Returns to the container.
    package mutating func leave() {
        if steps.count > 1 { steps.removeLast() }
    }

    /// Whether the value must never be shown; without a schema entry the key names decide.
    package var isSecret: Bool {
        mutating get {
            if let entry = steps.last?.entry { return entry.isSecret }
            var known = steps.count - 1
            while steps[known].soundsSecret == nil { known -= 1 }
            for index in (known + 1)..<max(known + 1, steps.count) {
                steps[index].soundsSecret =
                    steps[index - 1].soundsSecret == true || steps[index].component?.soundsSecret == true
            }
            return steps[steps.count - 1].soundsSecret == true
        }
    }
}

extension Pointer.Component {
    fileprivate var soundsSecret: Bool {
        guard case .key(let key) = self else { return false }
        let name = String(decoding: key.lowercased().utf8.filter { $0 != 0x5F && $0 != 0x2D }, as: UTF8.self)
        let words = ["token", "password", "secret", "apikey", "credential", "privatekey", "passphrase"]
        return words.contains { name.holdsText($0) } && !name.hasSuffix("tokens")
    }
}
