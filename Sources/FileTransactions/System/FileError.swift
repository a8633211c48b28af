/// A failed file operation: a code, the path, the system call with its errno, and the resulting state of the files.
///
/// It contains no file contents and no text for people.
package struct FileError: Error, Sendable, Equatable {
    /// The kind of error.
    package enum Code: String, Sendable, CaseIterable {
        // From the kernel.
        case notFound, alreadyExists, permissionDenied, readOnlyFileSystem, noSpace, inputOutput
        case notAFolder, isAFolder, notEmpty, symbolicLinkLoop, inUse, crossDevice, unsupported, other
        // About the type of a path.
        case notARegularFile, danglingLink, tooLarge, sizeLimit, nameTooLong, unstable, foreignOwner, sameFileTwice,
            invalidPath
        // Locks.
        /// Another run of this program is writing; `processID` if known.
        case busy
        /// The gateway's lock is held and was not released; `userID` owns it.
        case locked
        /// Something that is not a lock folder has the lock's path, or the stale lock cannot be removed.
        case lockObstructed
        /// Another process removed our gateway lock while we held it.
        case lockLost
        /// The caller stopped the wait for a lock.
        case cancelled
        // State of the files.
        /// `paths` changed since the plan was made.
        case changedMeanwhile
        /// Another program wrote `paths` after the apply that was to be undone.
        case changedSince
        case journalUnreadable, journalTooNew, recordUnreadable, backupMissing, backupDamaged
        /// A journal or record that others could have written, or that names what we never write; see `distrust`.
        case untrusted
    }

    /// The state of the files after the failure.
    package enum Aftermath: Sendable, Equatable {
        /// Exactly as before, nothing left behind.
        case unchanged
        /// Not everything could be restored, because of these paths; the journal is kept and the next command
        /// continues.
        case unfinished([String])
        /// Everything was written, but the paths could not be removed; the next command continues.
        case leftOver([String])
    }

    package var code: Code
    package var operation: FileOperation
    package var path: String
    package var errno: Int32?
    /// All paths, if several are concerned.
    package var paths: [String] = []
    package var processID: Int32?
    package var userID: UInt32?
    /// The holder of the lock that was waited for.
    package var holder: LockHolder?
    package var distrust: Distrust?
    package var aftermath = Aftermath.unchanged

    package init(
        _ code: Code,
        _ operation: FileOperation,
        _ path: String,
        errno: Int32? = nil,
        paths: [String] = []
    ) {
        self.code = code
        self.operation = operation
        self.path = path
        self.errno = errno
        self.paths = paths
    }
}

/// The operation that failed.
package enum FileOperation: String, Sendable, CaseIterable {
    case open, read, write, sync, setMode, status, close, lock, realPath, entries
    case makeFolder, removeFolder, removeFile, rename, link, setModified
    case volume, permits, accessList, mountPoints, lockHolder
    case plan, commit, undo
}
