import Foundation
package import JSON5

/// The recorded behaviour of the real gateway: one folder per subject, one JSON file per group of cases.
///
/// `OPENCLAW_GOLDEN` selects another copy of the folder.
package enum GoldenFolder {
    /// The absolute path of the folder.
    package static var path: String {
        ProcessInfo.processInfo.environment["OPENCLAW_GOLDEN"] ?? goldens + "/gateway"
    }

    /// The names of the files of one subject, sorted.
    package static func files(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    /// One file as a value that keeps the order of members.
    ///
    /// Unpaired surrogates, which no Swift string can hold, are read as U+FFFD.
    package static func read(_ name: String) throws -> Value {
        let text = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        return try Document(parsing: text, dialect: .json).root
    }

    /// The cases of one file.
    package static func cases(_ name: String) throws -> [Value] {
        guard let cases = try read(name)["cases"]?.arrayValue else { throw GoldenError(name: name) }
        return cases
    }

    /// Intended differences from the gateway: case name to reason.
    package static func divergences() throws -> [String: String] {
        let data = try Data(contentsOf: URL(fileURLWithPath: goldens + "/divergences.json"))
        guard let table = try JSONSerialization.jsonObject(with: data) as? [String: String] else {
            throw GoldenError(name: "divergences.json")
        }
        return table
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
