package import Credentials

/// The result of an apply, for the Done page and `--json`.
package struct ApplyReport: Sendable, Equatable {
    package struct WrittenFile: Sendable, Equatable {
        /// The path, shortened for display.
        package var path: String
        package var created: Bool
        /// Another process changed the file after our rename; its change was kept.
        package var changedSince: Bool

        package init(path: String, created: Bool, changedSince: Bool) {
            self.path = path
            self.created = created
            self.changedSince = changedSince
        }
    }

    package var written: [WrittenFile]
    /// The absolute path of the backup folder; empty if the apply removed it.
    package var backupFolder: String
    /// Backup copies that the apply purged, and those it failed to purge.
    package var purged: [String] = []
    package var unpurged: [String] = []
    /// Why cleanup failed; only what is named here is left for the next command.
    package var unfinished: [Problem] = []
    /// Whether `openclaw undo` takes it back.
    package var canBeUndone = true
    package var payer: Payer?
    package var gatewayProcess: Int32?
    package var agent: String
    /// Whether the agent can answer now; nil if that was not asked.
    package var verdict: HostVerdict?

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
    /// Whether there is anything to promise of an undo: copies to restore, and none of them a login.
    package var promisesUndo: Bool { canBeUndone && !backupFolder.isEmpty }

    /// The leftovers as one line; nil if there are none. Copies that could not be purged are reported separately.
    package func leftOver(_ texts: Texts) -> String? {
        guard !unfinished.isEmpty, unpurged.isEmpty else { return nil }
        let reasons = unfinished.map(\.message).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return texts("told.leftOver", ["reasons": reasons.joined(separator: " ")])
    }
}
