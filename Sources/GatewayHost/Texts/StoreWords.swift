/// How texts speak of a host whose stores this program does not write: of the gateway's own program instead of our
/// commands, and of the place where its credentials are.
package struct StoreWords: Sendable, Equatable {
    package enum Place: Sendable {
        case files
        /// Databases; what an agent does not have itself is main's.
        case databases
        /// Databases with a store that all agents share.
        case sharedDatabase

        /// What stands behind the key of a text about the place, the most particular first.
        fileprivate var suffixes: [String] {
            switch self {
            case .files: [".gateway"]
            case .databases: [".database", ".gateway"]
            case .sharedDatabase: [".shared", ".database", ".gateway"]
            }
        }
    }

    /// The gateway's program, quoted for a shell, or what it is called where it is not found.
    let gateway: String
    package let place: Place

    package init(gateway: String, place: Place) {
        self.gateway = gateway
        self.place = place
    }
}

extension Texts {
    /// A text; of a host whose stores the gateway's own program writes the one that is written for it, if there is one:
    /// `KEY.gateway`, or of a place `KEY.database` or `KEY.shared`.
    package func of(_ words: StoreWords?, _ key: String, _ values: [String: String] = [:]) -> String {
        guard let words else { return self(key, values) }
        let own = words.place.suffixes.map { key + $0 }.first(where: has) ?? key
        return self(own, values.merging(["gateway": words.gateway]) { $1 })
    }
}
