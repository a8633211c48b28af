internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// The gateway's own program, found without running it.
struct InstalledProgram: Equatable {
    /// As PATH has it, to be started by.
    let command: String
    /// The file that PATH leads to, without symbolic links.
    let path: String
    /// The `package.json` of its package, and the version in it.
    let manifest: String
    let version: String

    /// Whether it is of an older release than another one; a prerelease counts as its release.
    func isBefore(_ other: ReleaseNumber) -> Bool {
        ReleaseNumber.withoutSuffix(version).map { $0 < other } ?? false
    }

    /// A package stands at most this many folders above its program.
    private static let depth = 4

    /// A `package.json` is a few thousand bytes; more is none.
    private static let limit = 1 << 18

    /// The first `openclaw` in PATH that belongs to a package of that name. Folders that cannot be read have none.
    static func find(on path: String, _ files: any FileSystem) -> InstalledProgram? {
        for folder in path.split(separator: ":") where folder.hasPrefix("/") {
            do throws(FileError) {
                let program = "\(folder)/openclaw"
                guard try files.status(at: program) != nil else { continue }
                let real = try files.resolvedPath(of: program)
                if let found = manifest(above: real, files) {
                    return InstalledProgram(command: program, path: real, manifest: found.path, version: found.version)
                }
            } catch {
                continue
            }
        }
        return nil
    }

    private static func manifest(above program: String, _ files: any FileSystem) -> (path: String, version: String)? {
        var folder = program[...]
        for _ in 0..<depth {
            guard let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else { return nil }
            folder = folder[..<slash]
            let path = "\(folder)/package.json"
            guard let root = contents(of: path, files) else { continue }
            guard root["name"]?.stringValue == "openclaw", let version = root["version"]?.stringValue else {
                return nil
            }
            return (path, version)
        }
        return nil
    }

    /// Nil if there is no package, or none that can be read.
    private static func contents(of path: String, _ files: any FileSystem) -> Value? {
        do throws(FileError) {
            let bytes = try files.contents(of: path, limit: limit).bytes
            return try? Document.reading(bytes, dialect: .json).document.root
        } catch {
            return nil
        }
    }
}
