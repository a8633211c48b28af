import FileTransactions
import JSON5

extension ConfigSnapshot {
    /// Reads the configuration in the gateway's order: parse, `$include`, `env` block, `${VAR}`, validation.
    ///
    /// Never fails: what went wrong is `problem` and `issues`. `read` is asked for the main file and each include.
    package static func read(
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ read: @escaping ConfigFileReader
    ) -> ConfigSnapshot {
        let path = paths.configPath
        let file: ConfigFile
        do {
            file = try read(path)
        } catch let failure {
            return ConfigSnapshot(paths, environment, problem: .unreadable(failure))
        }
        guard let contents = file.contents else { return ConfigSnapshot(paths, environment, file: file) }
        do {
            let document = try Document(parsing: contents)
            return resolving(ConfigSource(file: file, document: document), paths, environment, read)
        } catch let failure {
            return ConfigSnapshot(paths, environment, file: file, problem: .unparsable(path: path, failure))
        }
    }

    /// A configuration without content: not there yet, or not to be read.
    private init(
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        file: ConfigFile? = nil,
        problem: ConfigProblem? = nil
    ) {
        self.init(
            paths: paths,
            file: file,
            sources: [],
            root: .object([:]),
            environment: environment,
            problem: problem,
            issues: [],
            outerEnvironment: environment,
            provenance: .verbatim(SourceLocation(source: 0, pointer: .root)),
            mentionedVariables: [:]
        )
    }

    private static func resolving(
        _ main: ConfigSource,
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ read: @escaping ConfigFileReader
    ) -> ConfigSnapshot {
        var resolver = IncludeResolver(main: main, read: read)
        do {
            let merged = try resolver.resolved()
            return substituting(merged, resolver.sources, paths, environment, problem: nil)
        } catch let failure {
            let raw = Sourced(value: main.document.root, provenance: .verbatim(.init(source: 0, pointer: .root)))
            return substituting(raw, [main], paths, environment, problem: .include(failure))
        }
    }

    private static func substituting(
        _ merged: Sourced,
        _ sources: [ConfigSource],
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        problem: ConfigProblem?
    ) -> ConfigSnapshot {
        let outerEnvironment = environment
        var environment = environment
        environment.fill(
            fromConfig: merged.environmentEntries(sources),
            isShellEnabled: merged.value["env"]?["shellEnv"]?["enabled"]?.boolValue == true
        )
        var substitution = VariableSubstitution { [environment] in environment[$0] }
        let root = substitution.apply(to: merged.value)
        let missing = substitution.missing
        let blocking = problem ?? (missing.isEmpty ? nil : .missingVariables(missing))
        return ConfigSnapshot(
            paths: paths,
            file: sources.first?.file,
            sources: sources,
            root: root,
            environment: environment,
            problem: blocking,
            issues: blocking == nil ? ConfigValidator.issues(in: root, paths) : [],
            outerEnvironment: outerEnvironment,
            provenance: merged.provenance,
            mentionedVariables: substitution.mentioned
        )
    }
}

extension Sourced {
    /// The variables of the `env` block as written, `vars` first: the keys beside it win.
    fileprivate func environmentEntries(_ sources: [ConfigSource]) -> [EnvironmentLayers.ConfigEntry] {
        guard let block = value["env"]?.objectValue else { return [] }
        let listed = block["vars"]?.objectValue ?? [:]
        var entries: [EnvironmentLayers.ConfigEntry] = []
        func add(_ name: String, _ value: Value, at pointer: Pointer, isBlank: (String) -> Bool) {
            guard let text = value.stringValue, !isBlank(text) else { return }
            let home = provenance.descendant(pointer)?.home
            let source = sources[home?.source ?? 0]
            let line = home.flatMap { source.document.position(of: $0.pointer)?.line }
            entries.append(.init(name: name, value: text, file: source.path, line: line))
        }
        for (name, value) in listed { add(name, value, at: ["env", "vars", .key(name)]) { $0.isEmpty } }
        for (name, value) in block where name != "vars" && name != "shellEnv" {
            add(name, value, at: ["env", .key(name)]) { $0.nonBlank == nil }
        }
        return entries
    }
}
