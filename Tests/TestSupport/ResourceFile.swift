import Foundation

/// The files of `Resources`, which are compiled into the program.
package enum ResourceFile {
    package static func text(_ name: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Resources").standardizedFileURL
        return try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }
}
