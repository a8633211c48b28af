// Target GatewayConfig: the gateway's config `openclaw.json` and everything that determines its meaning.
//
// Data flow: `HostEnvironment` reads the environment and `.env` files and computes `StatePaths`. `ConfigSnapshot.read`
// parses the file, merges `$include`s (`IncludeResolver`, with `Provenance` for each value), applies the `env` block
// and `${VAR}` (`VariableSubstitution`) and keeps the result. From it come `ConfigIssue`s (`ConfigValidator`,
// `ConfigSchema`), `ConfigRefusal` (does the gateway start?), `Origin`s, `LoadedConfig` with the gateway's defaults,
// and the model settings. `AuthSettings` and `ProviderSettings` are sections as values. `ConfigEditor` edits by resolved
// paths and returns the changed file texts. `GatewayService` finds the variables of an installed systemd or launchd
// service.
//
// Must not know: credential stores, transactions beyond reading files, texts for people (except the gateway's own).
//
// Invariants: nothing here writes; reading never throws, but reports a `ConfigProblem`; an edit goes to the file that
// defines the value and changes only that region of its text; what a release of the gateway means by a path or a value
// comes in as a `ConfigFormat`.

package import JSON5

/// The config on disk and as the gateway understands it, read once.
///
/// It holds the texts (main file and includes), the resolved value (includes merged, `${VAR}` substituted, no
/// defaults), and for every value its origin and the file that defines it.
///
///     let snapshot = ConfigSnapshot.read(paths, environment, release.format, files.read)
///     snapshot.value(at: snapshot.places.gatewayMode)     // "local"
///     snapshot.origin(of: snapshot.places.gatewayMode)    // .file(…/openclaw.json, line 12)
package struct ConfigSnapshot: Sendable {
    /// How the gateway's release reads a config.
    package private(set) var format: ConfigFormat
    /// Where the gateway keeps its files.
    package let paths: StatePaths
    /// The main file on disk, without contents if it does not exist; nil if it could not be read.
    package let file: ConfigFile?
    /// The main file, then the includes in reading order; empty if the main file cannot be used.
    package let sources: [ConfigSource]
    /// The resolved config; an empty object if there is none. With a problem: the result up to that point.
    package let root: Value
    /// All environment layers, including the config's own `env` block.
    package let environment: EnvironmentLayers
    /// Why the config cannot be used; nil if it can.
    package let problem: ConfigProblem?
    /// The variables without a value here, in the gateway's order; the values that mention them are unknown, and stay
    /// as written in `root`. The gateway's own environment may have them.
    package let unset: [MissingVariable]
    /// The layers above the config, for resolving it again.
    package let outerEnvironment: EnvironmentLayers
    let provenance: Provenance
    /// Which strings mention which variables.
    package let mentions: VariableMentions

    /// What the gateway would refuse, in its order; empty while there is a problem. What depends on a variable without
    /// a value is left out.
    ///
    /// Checked on first access, because many users of a snapshot never need it and reading the schema alone takes longer
    /// than reading the file.
    package var issues: [ConfigIssue] { problem == nil ? checked.value : [] }
    private let checked: Deferred<[ConfigIssue]>

    init(
        format: ConfigFormat,
        paths: StatePaths,
        file: ConfigFile?,
        sources: [ConfigSource],
        root: Value,
        environment: EnvironmentLayers,
        problem: ConfigProblem?,
        unset: [MissingVariable],
        outerEnvironment: EnvironmentLayers,
        provenance: Provenance,
        mentions: VariableMentions
    ) {
        self.format = format
        self.paths = paths
        self.file = file
        self.sources = sources
        self.root = root
        self.environment = environment
        self.problem = problem
        self.unset = unset
        self.outerEnvironment = outerEnvironment
        self.provenance = provenance
        self.mentions = mentions
        checked = Deferred {
            let issues = ConfigValidator.issues(in: root, paths, format)
            return unset.isEmpty ? issues : issues.filter { !$0.dependsOnAny(of: unset.map(\.pointer)) }
        }
    }

    /// The same as another release reads it, with the same places and schema.
    package func read(as format: ConfigFormat) -> ConfigSnapshot {
        var snapshot = self
        snapshot.format = format
        return snapshot
    }

    package var places: ConfigPlaces { format.places }
    package var schema: ConfigSchema { format.schema }
    package var catalog: ModelCatalog { format.catalog }

    /// The path of the main file.
    package var path: String { paths.configPath }

    /// False if there is no config yet.
    package var exists: Bool { file?.isThere ?? true }

    /// The parsed main file; nil if it could not be parsed.
    package var document: Document? { sources.first?.document }

    /// For each file with invalid UTF-8, the position of the first such byte: the file is read as the gateway reads it,
    /// but must not be written.
    package var damage: [Origin.SourcePosition] {
        sources.compactMap { source in source.damage.map { .init(path: source.path, position: $0) } }
    }

    /// The variables that the string at a path mentions.
    package func variables(at pointer: Pointer) -> [String] { mentions.names(at: pointer) }

    /// A value of this config with `${VAR}` substituted.
    package func resolving(_ value: Value) -> Value {
        var substitution = VariableSubstitution { [environment] in environment[$0] }
        return substitution.apply(to: value).value
    }

    /// The resolved value at a path.
    package func value(at pointer: Pointer) -> Value? { root.value(at: pointer) }
}

extension ConfigSnapshot: Equatable {
    /// Whether both were read from the same files under the same environment; everything else follows from these.
    package static func == (one: ConfigSnapshot, other: ConfigSnapshot) -> Bool {
        one.paths == other.paths && one.format == other.format && one.problem == other.problem
            && one.outerEnvironment == other.outerEnvironment && isSame(one.file, other.file)
            && one.sources.elementsEqual(other.sources) { $0.file.isSame(as: $1.file) }
    }

    private static func isSame(_ one: ConfigFile?, _ other: ConfigFile?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return one.isSame(as: other)
    }
}

extension Value {
    /// The value at a path inside this value.
    package func value(at pointer: Pointer) -> Value? {
        var value = self
        for component in pointer.components {
            let child: Value? =
                switch component {
                case .key(let key): value[key]
                case .index(let index): value[index]
                }
            guard let child else { return nil }
            value = child
        }
        return value
    }
}
