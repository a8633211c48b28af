/// The kind of an agent's store, detected by file names and first bytes.
package enum StoreKind: Sendable, Equatable {
    /// `auth-profiles.json`, which this program edits.
    case json
    /// No store yet; one can be created.
    case missing
    /// `auth-profiles.json` with `auth-state.json`: an intermediate version that keeps order and marks in the second
    /// file.
    case jsonWithState
    /// A SQLite store of a newer version, which only that version may write.
    case sqlite(SQLite)
    /// Only files of an older version, which can be imported.
    case legacy([LegacyFile])

    package enum SQLite: Sendable, Equatable {
        /// `openclaw-agent.sqlite` in the agent's folder.
        case agent
        /// `state/openclaw.sqlite` in the state folder.
        case shared
    }

    package enum LegacyFile: Sendable, Equatable {
        /// `auth.json` in the agent's folder.
        case auth
        /// `credentials/oauth.json` in the state folder.
        case oauth
    }

    /// The first bytes of each file that exists.
    package struct Findings: Sendable, Equatable {
        /// `auth-profiles.json`, `auth-state.json`, `auth.json`, `openclaw-agent.sqlite`, by name.
        package var agentFiles: [String: [UInt8]] = [:]
        /// `state/openclaw.sqlite`.
        package var sharedDatabase: [UInt8]?
        /// `credentials/oauth.json`.
        package var oauthFile: [UInt8]?

        package init() {}
    }

    /// The file names in an agent's folder that determine the kind.
    package static let agentFileNames = [
        "auth-profiles.json", "auth-state.json", "auth.json", "openclaw-agent.sqlite",
    ]
    /// Relative to the state folder.
    package static let sharedDatabasePath = "state/openclaw.sqlite"
    /// Relative to the state folder.
    package static let oauthFilePath = "credentials/oauth.json"
    /// The number of first bytes needed of each file.
    package static let headerLength = 16

    /// Detects the kind. A database counts only with its header, so that an empty file with that name does not block
    /// writing.
    package static func detect(_ findings: Findings) -> StoreKind {
        let names = ["openclaw-agent.sqlite", "auth-profiles.json"]
        if names.contains(where: { isSQLite(findings.agentFiles[$0]) }) { return .sqlite(.agent) }
        if isSQLite(findings.sharedDatabase) { return .sqlite(.shared) }
        if findings.agentFiles["auth-profiles.json"] != nil {
            return findings.agentFiles["auth-state.json"] == nil ? .json : .jsonWithState
        }
        var legacy: [LegacyFile] = []
        if findings.agentFiles["auth.json"] != nil { legacy.append(.auth) }
        if findings.oauthFile != nil { legacy.append(.oauth) }
        return legacy.isEmpty ? .missing : .legacy(legacy)
    }

    /// Whether the bytes begin with the header of the SQLite file format, `SQLite format 3` and a zero byte.
    package static func isSQLite(_ bytes: [UInt8]?) -> Bool {
        bytes?.starts(with: Array("SQLite format 3".utf8) + [0]) ?? false
    }
}
