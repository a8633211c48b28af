import FileTransactions
import Glibc

/// Files of several folders read as one list, as systemd reads `*.conf`.
enum ConfigurationFolders {
    /// The `.conf` files by name; of equal names the strongest folder's, and none where that one is masked.
    static func files(in folders: [String], _ files: any FileSystem) -> [String] {
        var byName: [String: String] = [:]
        for folder in folders.reversed() {
            let names = (try? files.entries(of: folder)) ?? []
            for name in names where name.hasSuffix(".conf") { byName[name] = folder + "/" + name }
        }
        // By bytes, whatever the locale.
        return byName.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
    }
}

/// A path whose parts may hold `*`, `?` and `[…]` (glob(7)).
struct PathPattern {
    private let parts: [String]

    init(_ path: String) {
        parts = path.split(separator: "/").map(String.init)
    }

    /// The paths that exist and match, sorted; of a path without patterns itself, when it exists.
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

/// A small file of a service manager's.
enum ServiceText: Equatable {
    case missing
    /// A link to /dev/null or an empty file: as if it were not there, and weaker ones as well.
    case masked
    case unreadable
    case bytes([UInt8])
}

extension FileSystem {
    /// Reads a file of a service manager's.
    func text(of path: String) -> ServiceText {
        // What cannot even be looked at is not there as far as anyone can tell.
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
