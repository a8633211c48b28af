import CResources
import JSON5

/// What may stand in the configuration, as data: `Resources/config-schema.json`.
///
/// Members stand in the gateway's own order, for its issues come in that order. Objects are strict unless they say what
/// the rest may be; a section that is `unchecked` is known by name and not looked into.
package struct ConfigSchema: Sendable {
    /// What one place may hold.
    struct Entry: Sendable {
        let shape: Shape
        /// The value is never shown.
        let isSecret: Bool
        let help: String?
    }

    indirect enum Shape: Sendable {
        case string(minimum: Int?)
        case boolean
        case number(Limits, isInteger: Bool)
        /// One of the texts; an enumeration only words its message differently.
        case choice([String], isEnumeration: Bool)
        case array(Entry)
        case record(Entry)
        case object(Object)
        /// One of several shapes.
        case either([Entry])
        /// The shape of that name in `types`.
        case use(String)
        case any
        case unchecked
    }

    struct Limits: Sendable, Equatable {
        /// Exclusive.
        var above: Double?
        var minimum: Double?
        var maximum: Double?
    }

    struct Object: Sendable {
        let members: [Member]
        let required: Set<String>
        /// What members of other names may hold; nil when there may be none.
        let rest: Entry?
        let checks: [Check]

        func entry(_ key: String) -> Entry? { members.first { $0.key == key }?.entry ?? rest }
    }

    /// A key that may stand in an object.
    struct Member: Sendable {
        let key: String
        private let deferred: Deferred<Entry>

        init(_ key: String, _ data: BuiltInJSON) {
            (self.key, deferred) = (key, Deferred { Entry(data) })
        }

        var entry: Entry { deferred.value }
    }

    /// A rule about several members, applied when each of them is right by itself.
    struct Check: Sendable {
        enum Kind: String, Sendable {
            /// A duration such as `30m`.
            case duration
            /// A time of day, `HH:MM`.
            case clock
            /// The list and another one may not both have elements.
            case notBoth
        }

        let kind: Kind
        let member: Pointer
        let other: String?
        /// The rule applies only when this member is there.
        let condition: String?
        let allowsMidnight: Bool
        let message: String
    }

    /// The gateway's release whose files are described.
    package let version: String
    let root: Entry
    let types: [Member]
    /// The parameters a model may be given.
    package let modelParameters: [ModelParameter]

    /// The schema compiled into the program.
    package static let builtIn = ConfigSchema(BuiltInJSON(resource_config_schema()))

    /// The shape behind any number of names.
    func resolved(_ entry: Entry) -> Entry {
        guard case .use(let name) = entry.shape, let type = types.first(where: { $0.key == name })?.entry else {
            return entry
        }
        let target = resolved(type)
        return Entry(shape: target.shape, isSecret: entry.isSecret || target.isSecret, help: entry.help ?? target.help)
    }
}
