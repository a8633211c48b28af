/// Something that would make a commit fail, found in advance.
package struct Obstacle: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The file or a parent folder may not be read.
        case unreadable
        /// The path is a folder.
        case folderInTheWay
        /// The path is a pipe, device or socket.
        case notARegularFile
        /// A file exists where a folder is needed.
        case parentIsNotAFolder
        /// It belongs to `userID`, not to the user of this program.
        case foreignOwner
        /// Its owner may not write it, or it is immutable.
        case readOnlyFile
        /// No file may be created in the folder.
        case readOnlyFolder
        case readOnlyFileSystem
        case symbolicLinkLoop
        /// A symbolic link to a missing target.
        case danglingLink
        /// A mount point is on the file itself, as with containers: it cannot be replaced.
        case mountPoint
        /// The file has `count` hard links; a replacement would separate it from the others.
        case hardLinks
        /// A POSIX access control list, which a replacement would lose.
        case accessList
        /// `available` bytes are free, but `needed` are required.
        case noSpace
        /// The file system has no free inodes.
        case noInodes
        /// Something that is not a lock folder has the lock's path.
        case lockObstructed
        case other
    }

    package var kind: Kind
    /// The file or folder that is the obstacle; for a symbolic link its target.
    package var path: String
    /// The file that was to be written.
    package var target: String
    package var userID: UInt32?
    package var count: UInt64?
    package var availableBytes: UInt64?
    package var neededBytes: UInt64?

    init(_ kind: Kind, _ path: String, target: String) {
        self.kind = kind
        self.path = path
        self.target = target
    }
}
