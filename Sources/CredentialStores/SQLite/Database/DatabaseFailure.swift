import CSQLite

/// A call of SQLite that failed, by its extended result code.
///
/// Its message is not kept: it can quote the file.
package struct DatabaseFailure: Error, Sendable, Equatable {
    package let code: Int32

    package init(code: Int32) {
        self.code = code
    }

    /// What the code means to a reader.
    package enum Kind: Sendable, Equatable {
        /// Another program has locked the database.
        case busy
        /// The file is not there any more, cannot be opened, or ends too early.
        case files
        /// Parts of it are missing or contradict each other.
        case damaged
        /// What stands in it is no database.
        case notADatabase
        /// It could be read only by writing: an interrupted transaction would have to be taken back.
        case needsWriting
        case tooLarge
        case tooSlow
        case other
    }

    package var kind: Kind {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_CANTOPEN, SQLITE_IOERR: .files
        case SQLITE_CORRUPT, SQLITE_FORMAT: .damaged
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_READONLY: .needsWriting
        case SQLITE_TOOBIG, SQLITE_NOMEM, SQLITE_FULL: .tooLarge
        case SQLITE_INTERRUPT: .tooSlow
        default: .other
        }
    }
}

extension DatabaseError {
    /// What a failure means if it stays.
    /// - Parameter hasJournal: there is a rollback journal beside the database.
    init(_ failure: DatabaseFailure, hasJournal: Bool) {
        switch failure.kind {
        case .busy: self = .locked
        case .damaged: self = .damaged
        case .notADatabase: self = .notADatabase
        case .needsWriting where hasJournal: self = .interrupted
        case .tooLarge: self = .tooLarge
        case .tooSlow: self = .tooSlow
        case .files, .needsWriting, .other: self = .failed(code: failure.code)
        }
    }
}
