import Foundation
import Glibc

/// Everything below a folder as a comparable value: types, modes, owners, times and bytes.
struct FolderPicture: Equatable, Sendable {
    struct Entry: Equatable, Sendable {
        enum Kind: Equatable, Sendable {
            case folder
            case file([UInt8])
            case link(to: String)
            case other
        }

        var kind: Kind
        var mode: UInt32
        var owner: UInt32
        /// Modification time of the contents, in nanoseconds.
        var modified: Int64
        /// Change time of the inode, in nanoseconds: shows even a chmod that was reverted.
        var changed: Int64
        var inode: UInt64
    }

    /// By path below the folder; the folder itself is `.`.
    var entries: [String: Entry] = [:]

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(of folder: String) throws {
        try add(folder, as: ".")
        guard let walker = FileManager.default.enumerator(atPath: folder) else {
            throw Failure(description: "\(folder) cannot be listed")
        }
        for case let path as String in walker { try add(folder + "/" + path, as: path) }
    }

    private mutating func add(_ full: String, as path: String) throws {
        var status = stat()
        guard lstat(full, &status) == 0 else {
            throw Failure(description: "\(full): \(String(cString: strerror(errno)))")
        }
        entries[path] = Entry(
            kind: try Self.kind(of: full, status),
            mode: status.st_mode & 0o7777,
            owner: status.st_uid,
            modified: Self.nanoseconds(status.st_mtim),
            changed: Self.nanoseconds(status.st_ctim),
            inode: UInt64(status.st_ino)
        )
    }

    private static func kind(of path: String, _ status: stat) throws -> Entry.Kind {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFLNK: return .link(to: try FileManager.default.destinationOfSymbolicLink(atPath: path))
        case S_IFREG: return .file([UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
        default: return .other
        }
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Without times and inodes: what a copy of the folder would have in common.
    var contents: [String: ComparableEntry] {
        entries.mapValues { ComparableEntry(kind: $0.kind, mode: $0.mode, owner: $0.owner) }
    }

    struct ComparableEntry: Equatable, Sendable {
        var kind: Entry.Kind
        var mode: UInt32
        var owner: UInt32
    }

    /// The differences as text, without contents.
    func differences(to other: FolderPicture) -> [String] {
        Set(entries.keys).union(other.entries.keys).sorted().compactMap { path in
            switch (entries[path], other.entries[path]) {
            case (let old?, let new?): old == new ? nil : "\(path): \(Self.difference(old, new))"
            case (.some, nil): "\(path): gone"
            case (nil, .some): "\(path): new"
            case (nil, nil): nil
            }
        }
    }

    private static func difference(_ old: Entry, _ new: Entry) -> String {
        var parts: [String] = []
        if old.kind != new.kind { parts.append("contents") }
        if old.mode != new.mode { parts.append("mode \(String(old.mode, radix: 8)) -> \(String(new.mode, radix: 8))") }
        if old.owner != new.owner { parts.append("owner") }
        if old.modified != new.modified { parts.append("time of its contents") }
        if old.inode != new.inode { parts.append("another file") }
        if parts.isEmpty { parts.append("touched") }
        return parts.joined(separator: ", ")
    }

    /// Files that contain a piece of a secret.
    var filesWithSecrets: [String] {
        entries.compactMap { path, entry in
            guard case .file(let bytes) = entry.kind, Fake.piece(in: bytes) != nil else { return nil }
            return path
        }
        .sorted()
    }
}
