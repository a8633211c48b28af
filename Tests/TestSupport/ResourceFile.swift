import Foundation

/// The files that are compiled into the program, as they stand in `Resources`.
package enum ResourceFile {
    package static func text(_ name: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Resources").standardizedFileURL
        return try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
    }
}
