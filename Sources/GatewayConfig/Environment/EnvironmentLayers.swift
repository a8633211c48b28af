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

    /// One variable of the configuration's `env` block.
    struct ConfigEntry: Sendable {
        let name: String
        let value: String
        let file: String
        let line: Int?
    }

    private struct Entry: Sendable, Equatable {
        let value: String
        let source: Source
    }

    private var entries: [String: Entry] = [:]
    /// Values that a higher layer hides, highest layer first.
    private var hidden: [String: [Entry]] = [:]

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
    package subscript(name: String) -> String? { entries[name]?.value }

    /// The source of the effective value.
    package func source(of name: String) -> Source? { entries[name]?.source }

    /// All effective variables, as a child process of the gateway would see them.
    package var variables: [String: String] { entries.mapValues(\.value) }

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
        (hidden[name] ?? []).filter { $0.value.nonBlank != nil }.map { ($0.value, $0.source) }
    }

    /// Adds the config's `env` block; the last entry of a name wins.
    mutating func fill(fromConfig block: [ConfigEntry], isShellEnabled: Bool) {
        for entry in block {
            let present = entries[entry.name]
            let new = Entry(
                value: entry.value,
                source: Source(layer: .config, file: entry.file, line: entry.line)
            )
            if present?.value.nonBlank == nil || present?.source.layer == .config {
                entries[entry.name] = new
            } else {
                hide(new, entry.name)
            }
        }
        if isShellEnabled { isLoginShellEnabled = true }
    }

    private func isTruthy(_ text: String?) -> Bool {
        ["true", "1", "yes", "on"].contains(text.nonBlank?.lowercased())
    }
}
