import FileTransactions
import Glibc

/// Files of several folders read as one list, as systemd reads `*.conf`.
enum ConfigurationFolders {
    /// The `.conf` files by name. For each name the file in the folder with precedence counts; if that one is masked,
    /// none does.
    static func files(in folders: [String], _ files: any FileSystem) -> [String] {
        var byName: [String: String] = [:]
        for folder in folders.reversed() {
            let names = (try? files.entries(of: folder)) ?? []
            for name in names where name.hasSuffix(".conf") { byName[name] = folder + "/" + name }
        }
        // Sorted by bytes, independent of the locale.
        return byName.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }
}

/// A path whose components may contain `*`, `?` and `[…]` (glob(7)).
struct PathPattern {
    private let parts: [String]

    init(_ path: String) {
        parts = path.split(separator: "/").map(String.init)
    }

    /// The existing matching paths, sorted; a path without patterns matches itself if it exists.
    func paths(_ files: any FileSystem) -> [String] {
        var found = [""]
        for part in parts {
            found = found.flatMap { folder in
                guard part.contains(where: { "*?[".contains($0) }) else { return [folder + "/" + part] }
                let names = (try? files.entries(of: folder.isEmpty ? "/" : folder)) ?? []
                return names.filter { fnmatch(part, $0, FNM_PERIOD) == 0 }.sorted().map { folder + "/" + $0 }
            }
        }
        return found.filter { files.text(of: $0) != .missing }
    }
}

/// A small file of a service manager.
enum ServiceText: Equatable {
    case missing
    /// A link to /dev/null or an empty file: it hides itself and files with the same name in later folders.
    case masked
    case unreadable
    case bytes([UInt8])
}

extension FileSystem {
    /// Reads a file of a service manager.
    func text(of path: String) -> ServiceText {
        // A path that cannot be inspected counts as missing.
        guard let status = try? status(at: path), status.kind != .folder else { return .missing }
        do throws(FileError) {
            let real = try resolvedPath(of: path)
            if real == "/dev/null" { return .masked }
            let bytes = try contents(of: real, limit: 1 << 18).bytes
            return bytes.isEmpty ? .masked : .bytes(bytes)
        } catch {
            return error.code == .notFound ? .missing : .unreadable
        }
    }
}
