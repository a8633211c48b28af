/// Why something about files failed: a code, the path, the call with its errno, and what state the files are in.
///
/// It carries no file contents. Wording is the caller's business.
package struct FileError: Error, Sendable, Equatable {
    /// What went wrong, as a person would tell it apart.
    package enum Code: String, Sendable, CaseIterable {
        // What the kernel says.
        case notFound, alreadyExists, permissionDenied, readOnlyFileSystem, noSpace, inputOutput
        case notAFolder, isAFolder, notEmpty, symbolicLinkLoop, inUse, crossDevice, unsupported, other
        // What a path turned out to be.
        case notARegularFile, danglingLink, tooLarge, sizeLimit, nameTooLong, unstable, foreignOwner, sameFileTwice,
            invalidPath
        // Locks.
        /// Another run of this program is writing; `processID` if known.
        case busy
        /// Somebody holds the gateway's lock and did not let go; `userID` owns it.
        case locked
        /// Something that is not a lock folder has the lock's name, or the stale lock cannot be removed.
        case lockObstructed
        /// Somebody took our gateway lock away while we held it.
        case lockLost
        /// The caller stopped the wait for a lock.
        case cancelled
        // State of the files.
        /// `paths` are not what the plan was made from.
        case changedMeanwhile
        /// `paths` were written by somebody else after the apply that was to be undone.
        case changedSince
        case journalUnreadable, journalTooNew, recordUnreadable, backupMissing, backupDamaged
        /// A journal or record that others could have written, or that names what we never write; see `distrust`.
        case untrusted
    }

    /// What the files are like after the failure.
    package enum Aftermath: Sendable, Equatable {
        /// Exactly as before, nothing left behind.
        case unchanged
        /// Not everything could be put back; the journal is kept and the next command goes on. The paths are in the way.
        case unfinished([String])
        /// Everything was written; the paths could not be removed, and the next command goes on with it.
        case leftOver([String])
    }

    package var code: Code
    package var operation: FileOperation
    package var path: String
    package var errno: Int32?
    /// All the paths concerned where there are several.
    package var paths: [String] = []
    package var processID: Int32?
    package var userID: UInt32?
    /// Who holds the lock that was waited for.
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

/// What was being done when it failed.
package enum FileOperation: String, Sendable, CaseIterable {
    case open, read, write, sync, setMode, status, close, lock, realPath, entries
    case makeFolder, removeFolder, removeFile, rename, link, setModified
    case volume, permits, accessList, mountPoints, lockHolder
    case plan, commit, recover, undo
}
