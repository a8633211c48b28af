import JSON5
import Secrets

/// The config's `env` block as a layer of the environment, as written.
///
/// A variable is looked up when it is asked for, and the lines are found when one is asked for: of a block with many
/// thousand variables a command needs a few.
struct ConfigVariables: Sendable {
    /// Where a variable stands.
    struct Location: Sendable, Equatable {
        let file: String
        /// 1-based; nil if the text has no place for it.
        let line: Int?
    }

    private let block: Block
    private let locations: Deferred<[String: Location]>

    /// Nil if the config has no such block.
    ///
    /// - Parameter sources: the files of the config, the main one first.
    init?(_ merged: Sourced, _ sources: [ConfigSource], _ places: ConfigPlaces) {
        guard let block = Block(merged.value, places) else { return nil }
        self.block = block
        locations = Deferred { block.locations(merged.provenance, sources) }
    }

    /// The value of a variable; nil if the block does not set it.
    subscript(name: String) -> String? { block.own(name) ?? block.common(name) }

    /// The variables that the block sets.
    var names: [String] { block.pointers().map(\.0) }

    /// Where the value of a variable stands; nil if the block does not set it.
    func location(of name: String) -> Location? { self[name] == nil ? nil : locations.value[name] }
}

extension ConfigVariables: Equatable {
    static func == (one: ConfigVariables, other: ConfigVariables) -> Bool {
        one.block == other.block && one.locations.value == other.locations.value
    }
}

/// The two objects that hold the variables.
private struct Block: Sendable, Equatable {
    /// The members of `env.vars`.
    private let variables: Members
    /// The members of `env`; those that are variables override the ones of `env.vars`.
    private let members: Members
    private let places: ConfigPlaces

    init?(_ root: Value, _ places: ConfigPlaces) {
        guard let block = root.value(at: places.environment)?.objectValue else { return nil }
        members = block
        variables = root.value(at: places.environmentVariables)?.objectValue ?? [:]
        self.places = places
    }

    func own(_ name: String) -> String? {
        guard let text = members[name]?.stringValue, text.nonBlank != nil, !isSection(name) else { return nil }
        return text
    }

    func common(_ name: String) -> String? {
        guard let text = variables[name]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    /// Each text is walked once for all its variables.
    func locations(_ provenance: Provenance, _ sources: [ConfigSource]) -> [String: ConfigVariables.Location] {
        var found: [(name: String, source: Int, pointer: Pointer)] = []
        var locations: [String: ConfigVariables.Location] = [:]
        for (name, pointer) in pointers() {
            guard let home = provenance.descendant(pointer)?.home else {
                locations[name] = .init(file: sources[0].path, line: nil)
                continue
            }
            found.append((name, home.source, home.pointer))
        }
        for (source, here) in Dictionary(grouping: found, by: \.source) {
            let lines = sources[source].document.lines(of: here.map(\.pointer))
            for (place, line) in zip(here, lines) {
                locations[place.name] = .init(file: sources[source].path, line: line)
            }
        }
        return locations
    }

    func pointers() -> [(String, Pointer)] {
        let shared = variables.keys.filter { own($0) == nil && common($0) != nil }
        return shared.map { ($0, places.environmentVariables.appending($0)) }
            + members.keys.filter { own($0) != nil }.map { ($0, places.environment.appending($0)) }
    }

    /// Whether a member of `env` is `vars` or `shellEnv`, which are not variables.
    private func isSection(_ name: String) -> Bool {
        let level = places.environment.components.count
        return [places.environmentVariables, places.loginShell].contains {
            $0.components.dropFirst(level).first == .key(name)
        }
    }
}
