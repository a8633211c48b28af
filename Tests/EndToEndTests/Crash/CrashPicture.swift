import Foundation

/// The gateway's files of a home as a comparable value: paths, modes and contents, times of runs and random tokens aside.
struct CrashPicture: Equatable {
    /// Path below the home → `mode contents`.
    var entries: [String: String]
    /// Applies that a later undo could take back.
    var backups: Int
    /// What should not be there or is too open.
    var defects: [String]

    init(of home: CrashHome) throws {
        entries = [:]
        defects = []
        backups = 0
        let root = home.root.path
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root).sorted()
        for path in paths {
            let full = root + "/" + path
            let attributes = try FileManager.default.attributesOfItem(atPath: full)
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
            let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
            let contents = isFolder ? nil : try String(decoding: Data(contentsOf: URL(fileURLWithPath: full)), as: UTF8.self)
            if path.hasPrefix("state/setup/") {
                inspectOwnState(path, mode: mode, isFolder: isFolder)
            } else if path != "state/setup", path != "state" {
                entries[path] = String(mode, radix: 8) + " " + (contents.map(Self.withoutTimes) ?? "folder")
            }
            if let contents, !mayHoldSecrets(path), let found = CrashScenario.secrets.first(where: contents.contains) {
                defects.append("\(path) holds a secret (\(found.prefix(16))…)")
            }
        }
    }

    private func mayHoldSecrets(_ path: String) -> Bool {
        path == "secret.txt" || path == "state/agents/main/agent/auth-profiles.json"
            || path.hasPrefix("state/setup/backups/")
    }

    private mutating func inspectOwnState(_ path: String, mode: Int, isFolder: Bool) {
        if mode != (isFolder ? 0o700 : 0o600) { defects.append("\(path) has mode \(String(mode, radix: 8))") }
        let parts = path.split(separator: "/").dropFirst(2)
        guard parts.first == "backups" else {
            if parts.first != "holder" { defects.append("\(path) is left over") }
            return
        }
        if parts.count == 3, parts.last == "record" { backups += 1 }
        if path.hasSuffix(".tmp") { defects.append("\(path) is left over") }
    }

    private static func withoutTimes(_ text: String) -> String {
        text.replacingOccurrences(
            of: #""?lastRunAt"?: "[^"]*""#,
            with: "lastRunAt: TIME",
            options: .regularExpression
        )
        .replacingOccurrences(of: #"token"?: "[0-9a-f]{48}""#, with: "token: RANDOM", options: .regularExpression)
    }
}
