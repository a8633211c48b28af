import Foundation
import Glibc
import Synchronization

/// The program under test.
enum Program {
    /// `OPENCLAW_BINARY`, or the debug build beside the test bundle.
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["OPENCLAW_BINARY"] { return given }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("openclaw").path
    }()

    /// A folder whose `openclaw` is this program. At the front of PATH it makes that word the one of all printed commands,
    /// as on a host where ours comes first.
    static let folder = link(to: path)

    /// The variables with such a folder at the front of PATH; `program` is the one that is started.
    static func comingFirst(in environment: [String: String], as program: String = path) -> [String: String] {
        let folder = program == path || program != Unprivileged.program ? folder : Unprivileged.folder
        let path = environment["PATH"].map { ":" + $0 } ?? ""
        return environment.merging(["PATH": folder + path]) { $1 }
    }

    /// A new folder for everybody with a link to a program of that name.
    static func link(to program: String) -> String {
        let name = "openclaw-first-\(UUID().uuidString)"
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        guard mkdir(folder, 0o755) == 0, symlink(program, folder + "/openclaw") == 0 else { return folder }
        leftovers.withLock { $0.append(folder) }
        return folder
    }

    /// Removed when the tests end.
    private static let leftovers = {
        atexit { for folder in Program.folders { try? FileManager.default.removeItem(atPath: folder) } }
        return Mutex<[String]>([])
    }()

    private static var folders: [String] { leftovers.withLock { $0 } }

    /// Whether it is a release build, which is not dumpable.
    static var isRelease: Bool { path.contains("/release/") }

    /// Whether another program that a test needs is installed; one that is not is named in the output.
    static func isInstalled(_ path: String) -> Bool {
        let isThere = access(path, X_OK) == 0
        if !isThere { FileHandle.standardError.write(Data("SKIPPED: \(path) is not installed\n".utf8)) }
        return isThere
    }
}

/// Secrets that no screen, stream or file but the store may contain. Only fakes: a prefix and one repeated letter.
enum Fake {
    static let apiKey = "sk-ant-api03-" + String(repeating: "Q", count: 91) + "wxyz"
    static let token = "sk-ant-oat01-" + String(repeating: "Z", count: 91) + "mnop"
    static let otherKey = "sk-ant-api03-" + String(repeating: "J", count: 91) + "efgh"
    static let otherToken = "sk-ant-oat01-" + String(repeating: "V", count: 91) + "stuv"

    /// Pieces of the secrets: longer than the last four characters that may be shown.
    static let pieces = ["Q", "Z", "J", "V"].map { String(repeating: $0, count: 6) }

    /// The first piece of a secret in a text.
    static func piece(in text: String) -> String? { pieces.first(where: text.contains) }

    /// The first piece of a secret in any bytes.
    static func piece(in bytes: [UInt8]) -> String? { piece(in: String(decoding: bytes, as: UTF8.self)) }
}
