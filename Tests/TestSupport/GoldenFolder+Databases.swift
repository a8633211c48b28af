import Foundation
package import JSON5

/// The recorded behaviour of gateways that keep credentials in databases: one folder per generation, in it one per case.
extension GoldenFolder {
    /// The data beside the tests, or the folder that `OPENCLAW_GOLDEN_SQLITE` names.
    package static let databases: GoldenFolder = {
        let other = ProcessInfo.processInfo.environment["OPENCLAW_GOLDEN_SQLITE"] ?? ""
        let path = GoldenFolder.own.path + "-sqlite"
        return GoldenFolder(path: other.isEmpty ? path : other, isOwn: other.isEmpty)
    }()

    /// A case of a generation.
    package struct DatabaseCase {
        package let name: String
        package let golden: Value
        /// The archive with the state folder as the gateway left it.
        package let archive: String

        package init(name: String, golden: Value, archive: String) {
            self.name = name
            self.golden = golden
            self.archive = archive
        }

        /// Unpacks the state folder into an existing one.
        package func unpack(into folder: String) throws {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/tar")
            process.arguments = ["-xzpf", archive, "-C", folder, "--no-same-owner"]
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw GoldenError(name: "\(archive): cannot be unpacked") }
        }
    }

    /// The cases of a generation, by name; none where another folder does not have it.
    package func databaseCases(_ generation: String) throws -> [DatabaseCase] {
        let folder = "\(path)/\(generation)"
        guard isOwn || FileManager.default.fileExists(atPath: folder) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasSuffix(".json") }
        return try names.sorted().compactMap { name in
            guard let golden = try read("\(generation)/\(name)/case.json") else { return nil }
            return DatabaseCase(name: name, golden: golden, archive: "\(folder)/\(name)/tree.tar.gz")
        }
    }
}
