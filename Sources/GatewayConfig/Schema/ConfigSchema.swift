import CResources
import JSON5

/// The config's schema, loaded from `Resources/gateways/config-schema.json`.
///
/// Members are in the gateway's order, because its issues come in that order. Objects are strict unless they describe
/// further members; an `unchecked` section is known only by name.
package struct ConfigSchema: Sendable {
    /// What the value at one path may be.
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
        /// One of these strings; an enumeration differs only in its message.
        case choice([String], isEnumeration: Bool)
        case array(Entry)
        case record(Entry)
        case object(Object)
        /// One of several alternatives.
        case either([Entry])
        /// A reference to a named entry in `types`.
        case use(String)
        case any
        case unchecked
    }

    struct Limits: Sendable, Equatable {
        /// Exclusive lower bound.
        var above: Double?
        var minimum: Double?
        var maximum: Double?
    }

    struct Object: Sendable {
        let members: [Member]
        let required: Set<String>
        /// The entry of all other members; nil if none are allowed.
        let rest: Entry?
        let checks: [Check]

        func entry(_ key: String) -> Entry? { members.first { $0.key == key }?.entry ?? rest }
    }

    /// A known key of an object.
    struct Member: Sendable {
        let key: String
        private let deferred: Deferred<Entry>

        init(_ key: String, _ data: BuiltInJSON) {
            (self.key, deferred) = (key, Deferred { Entry(data) })
        }

        var entry: Entry { deferred.value }
    }

    /// A rule on several members, applied when each is valid by itself.
    struct Check: Sendable {
        enum Kind: String, Sendable {
            /// A duration such as `30m`.
            case duration
            /// A time of day, `HH:MM`.
            case clock
            /// Only one of the two lists may have elements.
            case notBoth
        }

        let kind: Kind
        let member: Pointer
        let other: String?
        /// The rule applies only if this member exists.
        let condition: String?
        let allowsMidnight: Bool
        let message: String
    }

    let root: Entry
    let types: [Member]
    /// The known model parameters, in display order.
    package let modelParameters: [ModelParameter]

    /// The schema compiled into the binary.
    package static let builtIn = ConfigSchema(BuiltInJSON(resource_config_schema()))

    /// The entry after following references.
    func resolved(_ entry: Entry) -> Entry {
        guard case .use(let name) = entry.shape, let type = types.first(where: { $0.key == name })?.entry else {
            return entry
        }
        let target = resolved(type)
        return Entry(shape: target.shape, isSecret: entry.isSecret || target.isSecret, help: entry.help ?? target.help)
    }
}
