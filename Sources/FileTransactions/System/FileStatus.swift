/// The result of lstat(2).
package struct FileStatus: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case file, folder, symbolicLink, other
    }

    package var kind: Kind
    package var mode: FileMode
    package var owner: UInt32
    package var device: UInt64
    package var inode: UInt64
    package var linkCount: UInt64
    package var size: Int64
    /// Modification time of the contents.
    package var modified: FileTime

    package init(
        kind: Kind,
        mode: FileMode,
        owner: UInt32,
        device: UInt64,
        inode: UInt64,
        linkCount: UInt64,
        size: Int64,
        modified: FileTime
    ) {
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.device = device
        self.inode = inode
        self.linkCount = linkCount
        self.size = size
        self.modified = modified
    }
}

/// The permission bits of a file, without its type.
package struct FileMode: Sendable, Hashable, CustomStringConvertible, ExpressibleByIntegerLiteral {
    package let bits: UInt32

    package init(bits: UInt32) {
        self.bits = bits & 0o7777
    }

    package init(integerLiteral value: UInt32) {
        self.init(bits: value)
    }

    /// The mode of written files.
    package static let ownerFile: FileMode = 0o600
    /// The mode of created folders.
    package static let ownerFolder: FileMode = 0o700

    /// Whether the group or everybody may write.
    package var isWritableByOthers: Bool { bits & 0o022 != 0 }

    /// Whether it permits anything that `other` does not.
    package func isWider(than other: FileMode) -> Bool {
        bits & ~other.bits != 0
    }

    /// Octal with a leading zero: `0600`.
    package var description: String {
        let digits = String(bits, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
