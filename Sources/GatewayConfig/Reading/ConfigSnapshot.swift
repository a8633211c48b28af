package import JSON5

/// The configuration as it is on disk and as the gateway understands it, read once.
///
/// Holds the raw texts (main file and includes), the resolved view (includes merged, `${VAR}` put in, no defaults),
/// and for every value where it comes from and which file owns it.
///
///     let snapshot = ConfigSnapshot.read(paths, environment, files.read)
///     snapshot.value(at: ["gateway", "mode"])     // "local"
///     snapshot.origin(of: ["gateway", "mode"])    // .file(…/openclaw.json, line 12)
package struct ConfigSnapshot: Sendable {
    /// Where the gateway keeps its files.
    package let paths: StatePaths
    /// The main file as it was on disk, without contents when it is not there; nil when it could not be read.
    package let file: ConfigFile?
    /// The main file first, then the includes in the order they were read; empty when the main file cannot be used.
    package let sources: [ConfigSource]
    /// The resolved configuration; an empty object when there is none. With a problem, as far as reading came.
    package let root: Value
    /// All layers, with the configuration's own `env` block.
    package let environment: EnvironmentLayers
    /// Why the configuration cannot be used; nil when it can.
    package let problem: ConfigProblem?
    /// The layers above the configuration, for reading again.
    let outerEnvironment: EnvironmentLayers
    let provenance: Provenance
    /// Which texts mention variables, and which.
    package let mentions: VariableMentions

    /// What the gateway would refuse, in its order; empty while there is a problem.
    ///
    /// Judged anew at each call: many readers never ask, and the schema alone takes longer to read than the file.
    package var issues: [ConfigIssue] { problem == nil ? ConfigValidator.issues(in: root, paths) : [] }

    /// The path of the main file.
    package var path: String { paths.configPath }

    /// False when there is no configuration yet.
    package var exists: Bool { file?.isThere ?? true }

    /// The main file's text, when it could be parsed.
    package var document: Document? { sources.first?.document }

    /// What the gateway would refuse, also where a variable is missing: its text then counts as it is written.
    package var findings: [ConfigIssue] {
        guard case .missingVariables? = problem else { return issues }
        return ConfigValidator.issues(in: root, paths)
    }

    /// Where the first byte stands that is not UTF-8, of each file that has one: read as the gateway reads it, and not to be
    /// written.
    package var damage: [Origin.SourcePosition] {
        sources.compactMap { source in source.damage.map { .init(path: source.path, position: $0) } }
    }

    /// The variables that the text at a path mentions.
    package func variables(at pointer: Pointer) -> [String] { mentions.names(at: pointer) }

    /// A value of this configuration with `${VAR}` put in.
    package func resolving(_ value: Value) -> Value {
        var substitution = VariableSubstitution { [environment] in environment[$0] }
        return substitution.apply(to: value).value
    }

    /// The resolved value at a path.
    package func value(at pointer: Pointer) -> Value? { root.value(at: pointer) }
}

extension Value {
    /// The value inside at a path.
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
