import Foundation

/// The files of `Resources`, which are compiled into the program.
package enum ResourceFile {
    /// The path of the folder.
    package static let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Resources")
        .standardizedFileURL.path

    package static func text(_ name: String) throws -> String {
        try String(contentsOf: URL(fileURLWithPath: folder + "/" + name), encoding: .utf8)
    }
}
