extension SetupFolder {
    /// What participants work with.
    var context: CommitContext { CommitContext(files: files, clock: clock) }

    /// Reads the journal; nil if no commit is in progress. Throws `untrusted` if somebody else could have written it,
    /// `journalTooNew` if a kind of participant is unknown.
    func journal() throws(FileError) -> Journal? {
        let bytes: [UInt8]
        do {
            bytes = try trustedContents(of: journalPath)
        } catch let error where error.code == .notFound {
            return nil
        }
        do {
            return try Journal(reading: bytes, kinds: kinds)
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

    /// Writes the next journal beside the current one, so that replacing it needs no disk space.
    func stage(_ journal: Journal) throws(FileError) {
        try files.create(nextJournalPath, journal.bytes)
    }

    func publishStagedJournal() throws(FileError) {
        try files.rename(nextJournalPath, to: journalPath, .replacing)
        try files.syncFolder(path)
    }

    /// Ends a commit or its recovery.
    func dropJournal() throws(FileError) {
        try files.removeFileIfPresent(nextJournalPath)
        try files.removeFileIfPresent(journalPath)
        try files.syncFolder(path)
    }
}
