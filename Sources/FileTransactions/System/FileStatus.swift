/// What lstat(2) says about a name.
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
    /// Time of last change in nanoseconds since 1970.
    package var modifiedNanoseconds: Int64

    /// Time of last change in Unix milliseconds, rounded down.
    package var modifiedMilliseconds: Int64 { modifiedNanoseconds / 1_000_000 }

    package init(
        kind: Kind,
        mode: FileMode,
        owner: UInt32,
        device: UInt64,
        inode: UInt64,
        linkCount: UInt64,
        size: Int64,
        modifiedNanoseconds: Int64
    ) {
        self.kind = kind
        self.mode = mode
        self.owner = owner
        self.device = device
        self.inode = inode
        self.linkCount = linkCount
        self.size = size
        self.modifiedNanoseconds = modifiedNanoseconds
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

    /// How files end: only their owner reads and writes them.
    package static let ownerFile: FileMode = 0o600
    /// How folders are made.
    package static let ownerFolder: FileMode = 0o700

    /// Whether it allows anything that `other` does not.
    package func isWider(than other: FileMode) -> Bool {
        bits & ~other.bits != 0
    }

    /// Octal with a leading zero: `0600`.
    package var description: String {
        let digits = String(bits, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
