extension SetupFolder {
    /// The journal as it is on the disk; nil when no commit is under way. `untrusted` when it can be somebody else's.
    func journal() throws(FileError) -> Journal? {
        let bytes: [UInt8]
        do {
            bytes = try trustedContents(of: journalPath)
        } catch let error where error.code == .notFound {
            return nil
        }
        do {
            return try Journal(reading: bytes)
        } catch {
            throw FileError(error == .damaged ? .journalUnreadable : .journalTooNew, .read, journalPath)
        }
    }

    /// Replaces the journal as a whole, durably.
    func write(_ journal: Journal) throws(FileError) {
        try files.removeFileIfPresent(nextJournalPath)
        try stage(journal)
        try publishStagedJournal()
    }

    /// Puts the next journal beside the present one, so that publishing it needs no room on the disk.
    func stage(_ journal: Journal) throws(FileError) {
        try files.create(nextJournalPath, journal.bytes)
    }

    func publishStagedJournal() throws(FileError) {
        try files.rename(nextJournalPath, to: journalPath, .replacing)
        try files.syncFolder(path)
    }

    /// The end of a commit or of its recovery.
    func dropJournal() throws(FileError) {
        try files.removeFileIfPresent(nextJournalPath)
        try files.removeFileIfPresent(journalPath)
        try files.syncFolder(path)
    }
}
