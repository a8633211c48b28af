/// Something that would make a commit fail, found by looking.
package struct Obstacle: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The file, or a folder on the way to it, may not be read.
        case unreadable
        /// A folder has the file's name.
        case folderInTheWay
        /// A pipe, device or socket has the file's name.
        case notARegularFile
        /// A file stands where a folder has to be.
        case parentIsNotAFolder
        /// It belongs to `userID`, not to the user this program runs as.
        case foreignOwner
        /// Its owner may not write it, or it is immutable.
        case readOnlyFile
        /// No file may be made in the folder.
        case readOnlyFolder
        case readOnlyFileSystem
        case symbolicLinkLoop
        /// A symbolic link to something that is not there.
        case danglingLink
        /// Something is mounted on the file itself, as containers do: it cannot be replaced.
        case mountPoint
        /// The file has other names, `count` in all, that a replacement would part from it.
        case hardLinks
        /// A POSIX access list, which a replacement would lose.
        case accessList
        /// `available` bytes are free, `needed` are not enough.
        case noSpace
        /// No more files can be made in the file system.
        case noInodes
        /// Something that is not a lock folder has the lock's name.
        case lockObstructed
        case other
    }

    package var kind: Kind
    /// The file or folder that is in the way; on symbolic links, where they lead.
    package var path: String
    /// The file that was asked about.
    package var target: String
    package var userID: UInt32?
    package var count: UInt64?
    package var availableBytes: UInt64?
    package var neededBytes: UInt64?
    package var errno: Int32?

    init(_ kind: Kind, _ path: String, target: String) {
        self.kind = kind
        self.path = path
        self.target = target
    }
}
