package import FileTransactions
import Glibc

/// Files and folders with modes, bytes and times, for comparing before and after.
package struct FileTree: Sendable, Equatable {
    package struct Item: Sendable, Equatable {
        package var kind: FileStatus.Kind
        package var mode: FileMode
        /// A file's contents or a link's target; empty for folders.
        package var bytes: [UInt8] = []
        /// Nil for folders, because creating and removing a file next to others may change their time.
        package var modified: FileTime?

        package init(kind: FileStatus.Kind, mode: FileMode, modified: FileTime?) {
            self.kind = kind
            self.mode = mode
            self.modified = modified
        }

        /// `file 0600 "text"`, shortened.
        var summary: String {
            let text = String(decoding: bytes.prefix(200), as: UTF8.self)
            return "\(kind.rawValue) \(mode)" + (kind == .folder ? "" : " \(text.debugDescription)")
        }
    }

    private var items: [String: Item] = [:]

    package init() {}

    package subscript(path: String) -> Item? {
        get { items[path] }
        set { items[path] = newValue }
    }

    package var paths: [String] { items.keys.sorted() }

    /// The bytes of all files.
    package var byteCount: Int { items.values.reduce(0) { $0 + $1.bytes.count } }

    package mutating func merge(_ other: FileTree) {
        items.merge(other.items) { $1 }
    }

    /// Without a folder and its contents.
    package func without(_ folder: String) -> FileTree {
        var rest = self
        rest.items = items.filter { $0.key != folder && !$0.key.hasPrefix(folder + "/") }
        return rest
    }

    /// Without times, which differ if a file was rewritten with the same bytes.
    package var withoutTimes: FileTree {
        var rest = self
        rest.items = items.mapValues { item in
            var item = item
            item.modified = nil
            return item
        }
        return rest
    }

    /// One line per differing path: `-` for this tree, `+` for the other; empty if they are equal.
    package func difference(to other: FileTree) -> String {
        var lines: [String] = []
        for path in Set(paths + other.paths).sorted() where items[path] != other.items[path] {
            if let old = items[path] { lines.append("- \(path) \(old.summary)") }
            if let new = other.items[path] { lines.append("+ \(path) \(new.summary)") }
            if let old = items[path], let new = other.items[path], old.summary == new.summary {
                lines.append("  (the time of change differs)")
            }
        }
        return lines.joined(separator: "\n")
    }

    /// The paths of the files that contain the text; text after a zero byte is not found.
    package func paths(containing text: String) -> [String] {
        paths.filter { path in
            let contents = (items[path]?.bytes ?? []) + [0]
            return contents.withUnsafeBytes { bytes in
                bytes.withMemoryRebound(to: CChar.self) { $0.baseAddress.map { strstr($0, text) != nil } ?? false }
            }
        }
    }
}
