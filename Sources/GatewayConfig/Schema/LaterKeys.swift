import CResources
package import JSON5

/// What releases after that of the schema accept in a config, and since when: from `Resources/gateways/later-keys.json`.
///
/// It is read only for a config in which the schema finds something, so that a start pays nothing for it.
package struct LaterKeys: Sendable {
    /// A key that the schema does not know, or a value that it refuses, with the release that first accepted it.
    struct Row: Sendable {
        /// The release; an earlier one may accept it too if `isExact` is false.
        let since: String
        let isExact: Bool
        /// The first release that refuses it again; nil if none is known.
        let until: String?
        let entry: ConfigSchema.Entry
        /// Names, `*` for every member of an object, `[]` for every element of an array.
        private let steps: [String]

        init(_ data: BuiltInJSON) {
            let members = data.members(through: "value")
            since = members["since"]?.text ?? ""
            isExact = members["exact"]?.isTrue ?? true
            until = members["until"]?.text
            entry = ConfigSchema.Entry(members["value"])
            steps = Self.steps(members["path"]?.text ?? "")
        }

        private static func steps(_ path: String) -> [String] {
            path.split(separator: ".").flatMap { name -> [String] in
                let elements = name.hasSuffix("[]")
                return elements ? [String(name.dropLast(2)), "[]"] : [String(name)]
            }
        }

        /// The last name of the path; nil for a member or element of any name.
        var name: String? { steps.last.flatMap { ["*", "[]"].contains($0) ? nil : $0 } }

        func isAt(_ pointer: Pointer) -> Bool {
            guard steps.count == pointer.components.count else { return false }
            return zip(steps, pointer.components).allSatisfy { step, component in
                switch component {
                case .key(let key): step == "*" || step == key
                case .index: step == "[]"
                }
            }
        }
    }

    /// The newest release whose keys are known.
    package let newest: String
    private let keys: [Row]
    private let widened: [Row]
    /// Resolves the types that the rows name.
    let types: ConfigSchema

    /// The data compiled into the binary.
    package static let builtIn = LaterKeys(BuiltInJSON(resource_later_keys()))

    /// Reads the data; malformed data is a bug of this program.
    package init(_ data: BuiltInJSON) {
        let members = data.members
        newest = members["newest"]?.text ?? ""
        keys = (members["keys"]?.elements ?? []).map(Row.init)
        widened = (members["widened"]?.elements ?? []).map(Row.init)
        types = ConfigSchema(types: members["types"])
    }

    /// The key at a path; nil if no known release has it.
    func key(at pointer: Pointer) -> Row? { keys.first { $0.isAt(pointer) } }

    /// The wider values of the key at a path, the earliest release first.
    func widenings(at pointer: Pointer) -> [Row] { widened.filter { $0.isAt(pointer) } }

    /// Every path as the data spells it, with its release, for tests.
    var rows: [Row] { keys + widened }
}
