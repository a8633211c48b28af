internal import GatewayConfig
internal import JSON5
internal import Secrets

/// What edits of the config take away that points to a value elsewhere: references to secrets, and `${NAME}`, in the
/// edited value, anywhere in it, or in the reference that the edited value is a part of.
struct LostReferences {
    private(set) var references: [(pointer: Pointer, reference: SecretReference)] = []
    /// The variables, each once, in the order of the config.
    private(set) var variables: [String] = []
    /// Whether one of the variables has, or stands for, a secret.
    private(set) var takesSecret = false

    /// The variables without a value here: what they stand for cannot be lost here, and an edit is how one mends it.
    private let unset: Set<String>

    init(_ edit: ValueEdit, in config: ConfigSnapshot, unset: Set<String>) {
        self.unset = unset
        let new: Value?
        switch edit.change {
        case .set(let value): new = value
        case .remove, .removeAlone, .rename(_, .some): new = nil
        // A renamed member keeps its value.
        case .insert, .rename(_, nil): return
        }
        guard let old = config.value(at: edit.pointer), old != new else { return }
        noteWhole(edit.pointer, config)
        var mentions: VariableMentions? = config.mentions
        for component in edit.pointer.components { mentions = mentions?[component] }
        note(old, new, edit.pointer, mentions)
    }

    /// A part of a reference is changed, and it is another one then.
    private mutating func noteWhole(_ pointer: Pointer, _ config: ConfigSnapshot) {
        guard let parent = pointer.parent, let reference = config.value(at: parent)?.secretReference else { return }
        references.append((parent, reference))
    }

    private mutating func note(_ old: Value, _ new: Value?, _ pointer: Pointer, _ mentions: VariableMentions?) {
        // The editor leaves what has the value already, even through a variable.
        guard old != new else { return }
        if let reference = old.secretReference {
            if new?.secretReference != reference { references.append((pointer, reference)) }
            return
        }
        switch old {
        case .object(let members):
            for (key, member) in members { note(member, new?[key], pointer.appending(key), mentions?[.key(key)]) }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                note(element, new?[index], pointer.appending(index), mentions?[.index(index)])
            }
        case .string:
            for name in mentions?.names ?? [] where new?.stringValue?.holdsText("${" + name + "}") != true {
                if !variables.contains(name) { variables.append(name) }
                guard !unset.contains(name) else { continue }
                if SecretPlaces.isSecret(pointer.components.last) || SecretPlaces.namesSecret(name) {
                    takesSecret = true
                }
            }
        case .null, .bool, .number: break
        }
    }
}
