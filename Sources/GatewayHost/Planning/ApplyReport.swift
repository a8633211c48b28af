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
    /// The absolute path of the backup folder; empty where it went with the apply.
    package var backupFolder: String
    /// Copies of files in our own backups that went with it, and those that were to go and are still there.
    package var purged: [String] = []
    package var unpurged: [String] = []
    /// Why something could not be tidied up; what is named is left to the next command, and nothing else.
    package var unfinished: [Problem] = []
    package var payer: Payer?
    package var gatewayProcess: Int32?
    package var agent: String

    package init(
        written: [WrittenFile],
        backupFolder: String,
        purged: [String] = [],
        unpurged: [String] = [],
        unfinished: [Problem] = [],
        payer: Payer?,
        gatewayProcess: Int32?,
        agent: String
    ) {
        self.written = written
        self.backupFolder = backupFolder
        self.purged = purged
        self.unpurged = unpurged
        self.unfinished = unfinished
        self.payer = payer
        self.gatewayProcess = gatewayProcess
        self.agent = agent
    }
}

extension ApplyReport {
    /// What is left over, in one line; nil where nothing is. The copies that could not be forgotten are told apart.
    package func leftOver(_ texts: Texts) -> String? {
        guard !unfinished.isEmpty, unpurged.isEmpty else { return nil }
        let reasons = unfinished.map(\.message).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return texts("told.leftOver", ["reasons": reasons.joined(separator: " ")])
    }
}
