internal import GatewayConfig
internal import JSON5
internal import Secrets

/// Redacts secrets in config values before they are shown: by path, by the name of the variable they come from, and by
/// their form.
struct RedactedValue {
    private let config: ConfigSnapshot

    init(_ config: ConfigSnapshot) {
        self.config = config
    }

    /// The value for display; a secret becomes `‹redacted›`.
    func shown(_ value: Value, at pointer: Pointer) -> Value {
        var place = Place(config, pointer)
        return shown(value, at: &place)
    }

    /// The same for each member of the object at a path.
    func shown(_ members: Members, at pointer: Pointer) -> [Value] {
        var place = Place(config, pointer)
        return members.map { key, member in
            place.enter(.key(key))
            defer { place.leave() }
            return shown(member, at: &place)
        }
    }

    /// All leaves of a value with their paths, redacted for display.
    func leaves(of value: Value, at pointer: Pointer) -> [(pointer: Pointer, value: Value)] {
        var place = Place(config, pointer)
        var leaves: [(pointer: Pointer, value: Value)] = []
        collectLeaves(of: value, at: &place, into: &leaves)
        return leaves
    }

    private func shown(_ value: Value, at place: inout Place) -> Value {
        if let reference = value.secretReference { return reference.document }
        switch value {
        case .object(let members):
            var shown = Members()
            for (key, member) in members {
                place.enter(.key(key))
                shown[Redaction.redact(key)] = self.shown(member, at: &place)
                place.leave()
            }
            return .object(shown)
        case .array(let elements):
            var shown: [Value] = []
            for (index, element) in elements.enumerated() {
                place.enter(.index(index))
                shown.append(self.shown(element, at: &place))
                place.leave()
            }
            return .array(shown)
        case .string(let text):
            if !text.isEmpty, place.isSecret { return .string(Secret.redacted) }
            return .string(Redaction.redact(text))
        case .number: return place.isSecret ? .string(Secret.redacted) : value
        case .null, .bool: return value
        }
    }

    private func collectLeaves(
        of value: Value,
        at place: inout Place,
        into leaves: inout [(pointer: Pointer, value: Value)]
    ) {
        if let reference = value.secretReference, case .object(let members) = reference.document {
            leaves += members.map { (place.pointer.appending($0.key), $0.value) }
            return
        }
        switch value {
        case .object(let members) where !members.isEmpty:
            for (key, member) in members {
                place.enter(.key(key))
                collectLeaves(of: member, at: &place, into: &leaves)
                place.leave()
            }
        case .array(let elements) where !elements.isEmpty:
            for (index, element) in elements.enumerated() {
                place.enter(.index(index))
                collectLeaves(of: element, at: &place, into: &leaves)
                place.leave()
            }
        default: leaves.append((place.pointer, shown(value, at: &place)))
        }
    }

    /// The position of a walk over the values, with what is known about it.
    private struct Place {
        private(set) var pointer: Pointer
        private var walk: SchemaWalk
        /// The variables mentioned by each container on the path; nil for none.
        private var mentions: [VariableMentions?]

        init(_ config: ConfigSnapshot, _ pointer: Pointer) {
            self.pointer = .root
            walk = SchemaWalk(config.schema)
            mentions = [config.mentions]
            for component in pointer.components { enter(component) }
        }

        mutating func enter(_ component: Pointer.Component) {
            pointer.components.append(component)
            walk.enter(component)
            mentions.append(mentions.last.flatMap { $0 }.flatMap { $0[component] })
        }

        mutating func leave() {
            pointer.components.removeLast()
            walk.leave()
            mentions.removeLast()
        }

        var isSecret: Bool {
            mutating get {
                let names = mentions.last.flatMap { $0?.names } ?? []
                return walk.isSecret || SecretPlaces.isSecret(pointer.components.last)
                    || names.contains(where: SecretPlaces.namesSecret)
            }
        }
    }
}
