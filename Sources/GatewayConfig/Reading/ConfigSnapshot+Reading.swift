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
            fromConfig: merged.environmentEntries(sources, format.places),
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

extension Sourced {
    /// The variables of the `env` block as written; those in `vars` come first, so that sibling keys override them.
    fileprivate func environmentEntries(
        _ sources: [ConfigSource],
        _ places: ConfigPlaces
    ) -> [EnvironmentLayers.ConfigEntry] {
        guard let block = value.value(at: places.environment)?.objectValue else { return [] }
        var variables: [(name: String, value: String, pointer: Pointer)] = []
        for (name, value) in value.value(at: places.environmentVariables)?.objectValue ?? [:] {
            guard let text = value.stringValue, !text.isEmpty else { continue }
            variables.append((name, text, places.environmentVariables.appending(name)))
        }
        let level = places.environment.components.count
        let others = [places.environmentVariables, places.loginShell].map { $0.components.dropFirst(level).first }
        for (name, value) in block where !others.contains(.key(name)) {
            guard let text = value.stringValue, text.nonBlank != nil else { continue }
            variables.append((name, text, places.environment.appending(name)))
        }
        let homes = variables.map { provenance.descendant($0.pointer)?.home }
        let lines = lines(of: homes, sources)
        return zip(variables, zip(homes, lines)).map { variable, place in
            let path = sources[place.0?.source ?? 0].path
            return .init(name: variable.name, value: variable.value, file: path, line: place.1)
        }
    }

    /// The line of each location; each text is scanned once for all its locations.
    private func lines(of places: [SourceLocation?], _ sources: [ConfigSource]) -> [Int?] {
        var bySource = [[Int]](repeating: [], count: sources.count)
        for (index, place) in places.enumerated() {
            if let place { bySource[place.source].append(index) }
        }
        var lines = [Int?](repeating: nil, count: places.count)
        for (source, here) in zip(sources, bySource) where !here.isEmpty {
            let found = source.document.lines(of: here.map { places[$0]?.pointer ?? .root })
            for (index, line) in zip(here, found) { lines[index] = line }
        }
        return lines
    }
}
