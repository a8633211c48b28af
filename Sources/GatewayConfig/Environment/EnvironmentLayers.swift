internal import JSON5
package import Secrets

/// The environment variables the gateway sees, in layers; a lower layer never overrides a higher one.
///
/// From the top: the process, `.env` of the working folder, `.env` of the state folder, the config's `env` block, the
/// login shell. A `.env` file sets only names that are *absent* above it; the config also sets blank ones. The login
/// shell is never run by this program, only reported as enabled.
package struct EnvironmentLayers: Sendable, Equatable {
    /// The source of a variable's effective value.
    package struct Source: Sendable, Equatable {
        package let layer: EnvironmentLayer
        /// The file, if the layer is a file.
        package let file: String?
        /// The 1-based line in that file, if known.
        package let line: Int?
    }

    private struct Entry: Sendable, Equatable {
        let value: String
        let source: Source
    }

    private var entries: [String: Entry] = [:]
    /// Values that a higher layer hides, highest layer first.
    private var hidden: [String: [Entry]] = [:]
    /// The layer below `entries`.
    private var config: ConfigVariables?

    /// Whether the gateway would also read the login shell's variables (`OPENCLAW_LOAD_SHELL_ENV`, `env.shellEnv`).
    package private(set) var isLoginShellEnabled = false

    /// The layers above the configuration.
    package init(
        process: [String: String],
        workingDirectoryFile: DotenvFile? = nil,
        stateFile: DotenvFile? = nil
    ) {
        for (name, value) in process {
            entries[name] = Entry(value: value, source: Source(layer: .process, file: nil, line: nil))
        }
        fill(from: workingDirectoryFile, layer: .workingFolder)
        fill(from: stateFile, layer: .stateFolder)
        isLoginShellEnabled = isTruthy(self["OPENCLAW_LOAD_SHELL_ENV"])
    }

    /// The effective value, blank or not.
    package subscript(name: String) -> String? {
        let value = entries[name]?.value
        return value.nonBlank == nil ? config?[name] ?? value : value
    }

    /// The source of the effective value.
    package func source(of name: String) -> Source? {
        let entry = entries[name]
        return entry?.value.nonBlank == nil ? configSource(of: name) ?? entry?.source : entry?.source
    }

    private func configSource(of name: String) -> Source? {
        config?.location(of: name).map { Source(layer: .config, file: $0.file, line: $0.line) }
    }

    /// All effective variables, as a child process of the gateway would see them.
    package var variables: [String: String] {
        var all = entries.mapValues(\.value)
        for name in config?.names ?? [] { all[name] = self[name] }
        return all
    }

    mutating func fill(from file: DotenvFile?, layer: EnvironmentLayer) {
        guard let file else { return }
        for entry in file.entries {
            let new = Entry(value: entry.value, source: Source(layer: layer, file: file.path, line: entry.line))
            if entries[entry.name].map({ $0.source.layer == layer }) ?? true {
                entries[entry.name] = new
            } else {
                hide(new, entry.name)
            }
        }
    }

    /// Within a layer, the last value of a name counts.
    private mutating func hide(_ entry: Entry, _ name: String) {
        hidden[name, default: []].removeAll { $0.source.layer == entry.source.layer }
        hidden[name, default: []].append(entry)
    }

    /// The hidden values of a name, highest layer first; blank ones are left out.
    package func hiddenValues(of name: String) -> [(value: String, source: Source)] {
        var found = (hidden[name] ?? []).map { ($0.value, $0.source) }
        if entries[name]?.value.nonBlank != nil, let value = config?[name], let source = configSource(of: name) {
            found.append((value, source))
        }
        return found.filter { $0.0.nonBlank != nil }
    }

    /// Adds the config's `env` block, which also sets variables that are blank above it.
    mutating func fill(from config: ConfigVariables?, isShellEnabled: Bool) {
        self.config = config
        if isShellEnabled { isLoginShellEnabled = true }
    }

    private func isTruthy(_ text: String?) -> Bool {
        ["true", "1", "yes", "on"].contains(text.nonBlank?.lowercased())
    }
}
