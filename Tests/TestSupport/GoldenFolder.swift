import Foundation
package import JSON5

/// The recorded behaviour of the real gateway: one folder per subject, one JSON file per group of cases.
///
/// `OPENCLAW_GOLDEN` names another folder of the same shape: it may hold other cases and lack files, which the project's
/// own may not.
package struct GoldenFolder: Sendable {
    /// The absolute path of the folder.
    package let path: String
    /// Whether these are the data that come with the project, of which none may be missing.
    package let isOwn: Bool

    package init(path: String, isOwn: Bool) {
        self.path = path
        self.isOwn = isOwn
    }

    /// The data beside the tests.
    package static let own = GoldenFolder(path: goldens + "/gateway", isOwn: true)

    /// What the environment names, else the project's own.
    package static let current = named(ProcessInfo.processInfo.environment["OPENCLAW_GOLDEN"])

    /// The folder that a value of `OPENCLAW_GOLDEN` means.
    package static func named(_ path: String?) -> GoldenFolder {
        guard let path, !path.isEmpty else { return own }
        return GoldenFolder(path: path, isOwn: false)
    }

    /// The names of the files of one subject, sorted; none where another folder has no such subject.
    package func files(in folder: String) throws -> [String] {
        guard try isThere(folder) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }

    /// One file as a value that keeps the order of its members; nil where another folder does not have it.
    ///
    /// Half surrogate pairs, which no Swift string can hold, are read as U+FFFD.
    package func read(_ name: String) throws -> Value? {
        guard try isThere(name) else { return nil }
        let text = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        return try Document(parsing: text, dialect: .json).root
    }

    /// The cases of one file; none where another folder does not have it.
    package func cases(_ name: String) throws -> [Value] {
        guard let file = try read(name) else { return [] }
        guard let cases = file["cases"]?.arrayValue else { throw GoldenError(name: "\(path)/\(name): no cases in it") }
        return cases
    }

    /// One file to the byte; nil where another folder does not have it.
    package func bytes(_ name: String) throws -> [UInt8]? {
        guard try isThere(name) else { return nil }
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    /// Throws for what the project's own data lack, and for a folder that is not there at all: its name is misspelt.
    private func isThere(_ name: String) throws -> Bool {
        if FileManager.default.fileExists(atPath: "\(path)/\(name)") { return true }
        if isOwn { throw GoldenError(name: "\(path)/\(name): missing") }
        guard FileManager.default.fileExists(atPath: path) else { throw GoldenError(name: "\(path): no such folder") }
        return false
    }

    private static var goldens: String {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return tests.appendingPathComponent("Goldens").path
    }
}

/// A golden file with unexpected content.
package struct GoldenError: Error {
    package let name: String
}
