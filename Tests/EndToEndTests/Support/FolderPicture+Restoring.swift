import Foundation
import Glibc

extension FolderPicture {
    /// Restores a folder to this state: everything else in it is removed; times are not restored.
    func restore(to folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
        for path in entries.keys.sorted() where path != "." {
            guard let entry = entries[path] else { continue }
            try Self.make(entry, at: folder + "/" + path)
        }
    }

    private static func make(_ entry: Entry, at path: String) throws {
        switch entry.kind {
        case .folder: try check(mkdir(path, 0o700), path)
        case .file(let bytes): try Data(bytes).write(to: URL(fileURLWithPath: path))
        case .link(let target): return try check(symlink(target, path), path)
        case .other: throw Failure(description: "\(path) is neither a file, a folder nor a link")
        }
        try check(chmod(path, entry.mode), path)
    }

    private static func check(_ result: Int32, _ path: String) throws {
        guard result == 0 else { throw Failure(description: "\(path): \(String(cString: strerror(errno)))") }
    }
}
