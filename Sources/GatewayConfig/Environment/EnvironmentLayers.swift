package import Secrets

/// The variables the gateway sees, layer over layer; a higher layer is never overridden by a lower one.
///
/// From the top: the process, `.env` of the working directory, `.env` of the state directory, the `env` block of the
/// configuration, the login shell. A `.env` file fills only names that are *absent* above it; the configuration also
/// fills blank ones. The login shell is never run here, only reported as enabled.
package struct EnvironmentLayers: Sendable {
    /// Who said it.
    package enum Layer: Sendable, Hashable, CaseIterable {
        case process, workingDirectoryFile, stateFile, config
    }

    /// Where a variable's value in force comes from.
    package struct Source: Sendable, Equatable {
        package let layer: Layer
        /// The file, where the layer is one.
        package let file: String?
        /// The 1-based line in that file, when known.
        package let line: Int?
    }

    /// One variable of the configuration's `env` block.
    struct ConfigEntry: Sendable {
        let name: String
        let value: String
        let file: String
        let line: Int?
    }

    private struct Entry: Sendable {
        let value: String
        let source: Source
    }

    private var entries: [String: Entry] = [:]
    /// What a lower layer says and a higher one hides, the higher first.
    private var hidden: [String: [Entry]] = [:]

    /// The login shell's variables would be asked for by the gateway (`OPENCLAW_LOAD_SHELL_ENV`, `env.shellEnv`).
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
        fill(from: workingDirectoryFile, layer: .workingDirectoryFile)
        fill(from: stateFile, layer: .stateFile)
        isLoginShellEnabled = isTruthy(self["OPENCLAW_LOAD_SHELL_ENV"])
    }

    /// The value in force, blank or not.
    package subscript(name: String) -> String? { entries[name]?.value }

    /// Where the value in force comes from.
    package func source(of name: String) -> Source? { entries[name]?.source }

    /// All variables in force, as a child process of the gateway would see them.
    package var variables: [String: String] { entries.mapValues(\.value) }

    mutating func fill(from file: DotenvFile?, layer: Layer) {
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

    /// Of equal names in one layer the last one counts.
    private mutating func hide(_ entry: Entry, _ name: String) {
        hidden[name, default: []].removeAll { $0.source.layer == entry.source.layer }
        hidden[name, default: []].append(entry)
    }

    /// Values of a name that lower layers hold and a higher one hides, the higher layer first; blank ones are left out.
    package func hiddenValues(of name: String) -> [(value: String, source: Source)] {
        (hidden[name] ?? []).filter { $0.value.nonBlank != nil }.map { ($0.value, $0.source) }
    }

    /// Adds the configuration's `env` block; of equal names the later entry of the block wins.
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

/// A Claude credential found in the environment.
package struct EnvironmentCredential: Sendable {
    /// `ANTHROPIC_OAUTH_TOKEN` or `ANTHROPIC_API_KEY`.
    package let variable: String
    /// The layer, file and line it comes from.
    package let source: EnvironmentLayers.Source
    /// The trimmed value.
    package let secret: Secret
}

extension EnvironmentLayers {
    /// The variables the gateway asks for an Anthropic credential, in its order.
    package static let credentialVariables = ["ANTHROPIC_OAUTH_TOKEN", "ANTHROPIC_API_KEY"]

    /// The credentials in force, in the gateway's order: the first one is the one it uses when no profile is.
    package var credentialCandidates: [EnvironmentCredential] {
        Self.credentialVariables.compactMap { variable in
            guard let value = self[variable].nonBlank, let source = source(of: variable) else { return nil }
            return EnvironmentCredential(variable: variable, source: source, secret: Secret(value))
        }
    }
}
