import FileTransactions
import JSON5
import Secrets

extension ConfigSnapshot {
    /// Reads the config in the gateway's order: parse, `$include`, `env` block, `${VAR}`, validation.
    ///
    /// Never throws: errors are in `problem` and `issues`. `read` is called for the main file and each include.
    package static func read(
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ format: ConfigFormat,
        _ read: @escaping ConfigFileReader
    ) -> ConfigSnapshot {
        let path = paths.configPath
        let file: ConfigFile
        do {
            file = try read(path)
        } catch let failure {
            return ConfigSnapshot(paths, environment, format, problem: .unreadable(failure))
        }
        do {
            guard let source = try file.source() else { return ConfigSnapshot(paths, environment, format, file: file) }
            return resolving(source, paths, environment, format, read)
        } catch let failure {
            return ConfigSnapshot(paths, environment, format, file: file, problem: .unparsable(path: path, failure))
        }
    }

    /// A config without content: missing or unreadable.
    private init(
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ format: ConfigFormat,
        file: ConfigFile? = nil,
        problem: ConfigProblem? = nil
    ) {
        self.init(
            format: format,
            paths: paths,
            file: file,
            sources: [],
            root: .object([:]),
            environment: environment,
            problem: problem,
            unset: [],
            outerEnvironment: environment,
            provenance: .verbatim(SourceLocation(source: 0, pointer: .root)),
            mentions: VariableMentions()
        )
    }

    private static func resolving(
        _ main: ConfigSource,
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ format: ConfigFormat,
        _ read: @escaping ConfigFileReader
    ) -> ConfigSnapshot {
        var resolver = IncludeResolver(main: main, read: read)
        do {
            let merged = try resolver.resolved()
            return substituting(merged, resolver.sources, paths, environment, format, problem: nil)
        } catch let failure {
            let raw = Sourced(value: main.document.root, provenance: .verbatim(.init(source: 0, pointer: .root)))
            return substituting(raw, [main], paths, environment, format, problem: .include(failure))
        }
    }

    private static func substituting(
        _ merged: Sourced,
        _ sources: [ConfigSource],
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ format: ConfigFormat,
        problem: ConfigProblem?
    ) -> ConfigSnapshot {
        let outerEnvironment = environment
        var environment = environment
        environment.fill(
            from: ConfigVariables(merged, sources, format.places),
            isShellEnabled: merged.value.value(at: format.places.loginShell)?.boolValue == true
        )
        var substitution = VariableSubstitution { [environment] in environment[$0] }
        let mayHoldVariables = sources.contains { $0.document.mayHold("${") }
        let (root, mentions) =
            mayHoldVariables ? substitution.apply(to: merged.value) : (merged.value, VariableMentions())
        let overflow = substitution.overflow.map {
            ConfigProblem.tooMuchPutIn($0, limit: VariableSubstitution.maximumBytes)
        }
        return ConfigSnapshot(
            format: format,
            paths: paths,
            file: sources.first?.file,
            sources: sources,
            root: root,
            environment: environment,
            problem: problem ?? overflow,
            unset: substitution.missing,
            outerEnvironment: outerEnvironment,
            provenance: merged.provenance,
            mentions: mentions
        )
    }
}
