import Foundation
import Glibc

/// The program under test.
enum Program {
    /// `OPENCLAW_BINARY`, or the debug build beside the test bundle.
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["OPENCLAW_BINARY"] { return given }
        return URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("openclaw").path
    }()

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
