package import Credentials

/// What an apply did, for Done and for `--json`.
package struct ApplyReport: Sendable, Equatable {
    package struct WrittenFile: Sendable, Equatable {
        /// Shortened path as it is shown.
        package var path: String
        package var created: Bool
        /// Another writer changed the file after our rename; it was left as it is.
        package var changedSince: Bool

        package init(path: String, created: Bool, changedSince: Bool) {
            self.path = path
            self.created = created
            self.changedSince = changedSince
        }
    }

    package var written: [WrittenFile]
    /// The absolute path of the backup folder.
    package var backupFolder: String
    package var payer: Payer?
    package var gatewayProcess: Int32?
    package var agent: String

    package init(
        written: [WrittenFile],
        backupFolder: String,
        payer: Payer?,
        gatewayProcess: Int32?,
        agent: String
    ) {
        self.written = written
        self.backupFolder = backupFolder
        self.payer = payer
        self.gatewayProcess = gatewayProcess
        self.agent = agent
    }
}
