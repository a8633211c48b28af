import Foundation

/// The files of a home as a comparable value: paths, modes and contents, without times and random tokens.
struct CrashPicture: Equatable, Sendable {
    /// Path below the home → mode and contents.
    var entries: [String: String] = [:]
    /// Unexpected files, modes that are too wide, and secrets in wrong places.
    var defects: [String] = []

    init(of folder: FolderPicture) {
        let secrets = Self.secrets(in: folder)
        for (path, entry) in folder.entries {
            if path.hasPrefix("state/setup/") { inspectOwnState(path, entry) }
            inspectSecrets(path, entry, secrets)
            if !Self.isOurs(path) { entries[path] = Self.text(entry) }
        }
        defects += folder.entries.keys.filter { path in
            path.hasPrefix("state/setup/backups/") && folder.entries[path]?.kind == .folder
                && !folder.entries.keys.contains { $0.hasPrefix(path + "/") }
        }.map { "\($0) is left over, empty" }
        defects.sort()
    }

    /// The state folder and our folder in it may exist, empty, after an early kill.
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

    /// The backup files that contain a secret, without folder names, which are times.
    static func copies(of secret: String, in folder: FolderPicture) -> [String] {
        folder.entries.compactMap { path, entry in
            guard path.hasPrefix("state/setup/backups/"), case .file(let bytes) = entry.kind,
                String(decoding: bytes, as: UTF8.self).contains(secret)
            else { return nil }
            return path.split(separator: "/").last.map(String.init)
        }.sorted()
    }

    /// The scenario's secrets, and the gateway token created by onboarding.
    static func secrets(in folder: FolderPicture) -> [String] {
        guard case .file(let bytes)? = folder.entries["state/openclaw.json"]?.kind else { return CrashScenario.secrets }
        return CrashScenario.secrets + randomTokens(in: String(decoding: bytes, as: UTF8.self))
    }

    // MARK: - Times and random values

    /// The lines of a file, with parts that differ between runs replaced.
    private static func withoutTimes(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.contains("lastRunAt") { return "TIME" }
            return line.contains("token") && !randomTokens(in: String(line)).isEmpty ? "TOKEN" : String(line)
        }
        return lines.joined(separator: "\n")
    }

    /// Output with all digits replaced, because times and backup names differ between runs.
    static func withoutDigits(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x30...0x39).contains($0) ? 0x30 : $0 }, as: UTF8.self)
    }

    /// Quoted strings of 48 hexadecimal digits: gateway tokens.
    private static func randomTokens(in text: String) -> [String] {
        text.split(separator: "\"").filter { $0.utf8.count == 48 && $0.allSatisfy(\.isHexDigit) }.map(String.init)
    }
}
