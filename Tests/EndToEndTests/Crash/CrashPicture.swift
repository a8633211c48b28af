import Foundation

/// The files of a home as a comparable value: paths, modes and contents, times of runs and random tokens aside.
struct CrashPicture: Equatable, Sendable {
    /// Path below the home → mode and contents.
    var entries: [String: String] = [:]
    /// What should not be there, is too open, or holds a secret that it must not hold.
    var defects: [String] = []

    init(of folder: FolderPicture) {
        let secrets = Self.secrets(in: folder)
        for (path, entry) in folder.entries {
            if path.hasPrefix("state/setup/") { inspectOwnState(path, entry) }
            inspectSecrets(path, entry, secrets)
            if !Self.isOurs(path) { entries[path] = Self.text(entry) }
        }
        defects.sort()
    }

    /// The state folder and our part of it may be there, empty, after a kill before there was anything to undo.
    private static func isOurs(_ path: String) -> Bool {
        path == "." || path == "state" || path == "state/setup" || path.hasPrefix("state/setup/")
    }

    private static func text(_ entry: FolderPicture.Entry) -> String {
        let mode = String(entry.mode, radix: 8)
        switch entry.kind {
        case .folder: return mode + " folder"
        case .file(let bytes): return mode + " " + withoutTimes(String(decoding: bytes, as: UTF8.self))
        case .link(let target): return "link to " + target
        case .other: return mode + " neither a file nor a folder"
        }
    }

    // MARK: - Defects

    private mutating func inspectOwnState(_ path: String, _ entry: FolderPicture.Entry) {
        let mode: UInt32 = entry.kind == .folder ? 0o700 : 0o600
        if entry.mode != mode { defects.append("\(path) has mode \(String(entry.mode, radix: 8))") }
        let parts = path.split(separator: "/").dropFirst(2)
        let isKept = parts.first == "holder" || parts.first == "backups" && !path.hasSuffix(".tmp")
        if !isKept { defects.append("\(path) is left over") }
    }

    private mutating func inspectSecrets(_ path: String, _ entry: FolderPicture.Entry, _ secrets: [String]) {
        guard case .file(let bytes) = entry.kind else { return }
        let text = String(decoding: bytes, as: UTF8.self)
        let found = secrets.filter(text.contains)
        guard !found.isEmpty else { return }
        if path.hasPrefix("state/setup/backups/") { return }
        let isStore = path == "state/agents/main/agent/auth-profiles.json"
        let isConfig = path == "state/openclaw.json"
        let mayHold = path == "secret.txt" || isStore || isConfig && found.allSatisfy { !$0.hasPrefix("sk-") }
        if !mayHold { defects.append("\(path) holds a secret (\(found[0].prefix(13))..)") }
        if isStore, entry.mode != 0o600 { defects.append("\(path) has mode \(String(entry.mode, radix: 8))") }
    }

    /// The scenario's own secrets, and the gateway token that onboarding made.
    static func secrets(in folder: FolderPicture) -> [String] {
        var secrets = CrashScenario.secrets
        if case .file(let bytes)? = folder.entries["state/openclaw.json"]?.kind,
            let token = String(decoding: bytes, as: UTF8.self).firstMatch(of: gatewayToken)?.output.1
        {
            secrets.append(String(token))
        }
        return secrets
    }

    // MARK: - Times and random values

    private static var gatewayToken: Regex<(Substring, Substring)> { #/"([0-9a-f]{48})"/# }

    /// The text with a word for what differs from run to run.
    static func withoutTimes(_ text: String) -> String {
        text.replacing(gatewayToken, with: "\"RANDOM\"")
            .replacing(#/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d+)?Z?/#, with: "TIME")
            .replacing(#/\d{8}-\d{6}Z(-\d+)?/#, with: "TIME")
            .replacing(#/\d{2}:\d{2}(:\d{2})?( UTC)?/#, with: "TIME")
    }
}
