package import FileTransactions

/// Why a database cannot be read; nothing was changed.
package enum DatabaseError: Error, Sendable, Equatable {
    /// The file, or one beside it, cannot be read.
    case file(FileError)
    /// No byte in it: a database that was never written.
    case empty
    /// Its first bytes are not those of a database, or what follows them is no database.
    case notADatabase
    /// Parts of it are missing or contradict each other.
    case damaged
    /// It changed each time it was read.
    case beingWritten
    /// Another program has it for itself.
    case locked
    /// A transaction was interrupted. The program that owns the database takes it back when it opens it.
    case interrupted
    /// A version of the file format that this program does not know.
    case newerFormat
    /// A row, or what waits in its -wal file, is larger than this program reads.
    case tooLarge
    /// It has so many rows without an index that the search was given up.
    case tooSlow
    /// SQLite refused it with another result code.
    case failed(code: Int32)
}
