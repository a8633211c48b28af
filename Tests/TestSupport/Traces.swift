import Foundation
import Glibc
package import Testing

/// Everything about files that reading must leave as it was: bytes, kind, mode, owner, number, size, and the times of
/// contents and of the file itself; of folders too.
package struct Traces: Equatable, CustomStringConvertible {
    private var lines: [String] = []

    package init(of folder: String) throws {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
        for name in [""] + names {
            let path = name.isEmpty ? folder : folder + "/" + name
            var info = stat()
            guard lstat(path, &info) == 0 else {
                lines.append("\(name) gone")
                continue
            }
            let bytes = FileManager.default.contents(atPath: path)?.hashValue ?? 0
            lines.append(
                """
                \(name) \(String(info.st_mode, radix: 8)) \(info.st_uid):\(info.st_gid) \(info.st_ino) \(info.st_size) \
                \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec) \(info.st_ctim.tv_sec).\(info.st_ctim.tv_nsec) \(bytes)
                """
            )
        }
    }

    package var description: String { lines.joined(separator: "\n") }

    /// Does something and finds that nothing is other than before.
    @discardableResult
    package static func unchanged<Result>(
        in folder: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws -> Result
    ) throws -> Result {
        let before = try Traces(of: folder)
        let result = try body()
        let after = try Traces(of: folder)
        #expect(before == after, "before:\n\(before)\nafter:\n\(after)", sourceLocation: sourceLocation)
        return result
    }
}
