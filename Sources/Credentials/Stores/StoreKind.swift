/// Which kind of store an agent has, told by the names of its files and their first bytes.
package enum StoreKind: Sendable, Equatable {
    /// `auth-profiles.json`: ours to write.
    case json
    /// No store yet; one can be begun.
    case missing
    /// `auth-profiles.json` beside `auth-state.json`: a version between, whose order and marks are in the second file.
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

    /// What was found on the disk: the first bytes of each file that exists.
    package struct Findings: Sendable, Equatable {
        /// `auth-profiles.json`, `auth-state.json`, `auth.json`, `openclaw-agent.sqlite`, by name.
        package var agentFiles: [String: [UInt8]] = [:]
        /// `state/openclaw.sqlite`.
        package var sharedDatabase: [UInt8]?
        /// `credentials/oauth.json`.
        package var oauthFile: [UInt8]?

        package init() {}
    }

    /// The names in an agent's folder that tell the kind.
    package static let agentFileNames = [
        "auth-profiles.json", "auth-state.json", "auth.json", "openclaw-agent.sqlite",
    ]
    /// Below the state folder.
    package static let sharedDatabasePath = "state/openclaw.sqlite"
    /// Below the state folder.
    package static let oauthFilePath = "credentials/oauth.json"
    /// How many bytes of each file are enough.
    package static let headerLength = 16

    /// Decides; a database counts only with its header, so that an empty file of that name does not lock anyone out.
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

    /// Whether bytes begin with the header of SQLite's file format, `SQLite format 3` and a zero.
    package static func isSQLite(_ bytes: [UInt8]?) -> Bool {
        bytes?.starts(with: Array("SQLite format 3".utf8) + [0]) ?? false
    }
}
