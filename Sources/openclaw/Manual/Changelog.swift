internal import CResources

/// `Resources/CHANGELOG.md`, which `openclaw --changes` prints.
enum Changelog {
    /// Whether a command line asks for it.
    static func isAsked(_ words: [String]) -> Bool { words == ["--changes"] }

    static var text: String {
        let resource = resource_changelog()
        return String(decoding: UnsafeBufferPointer(start: resource.bytes, count: resource.count), as: UTF8.self)
    }

    /// The date of this version, from a heading such as `## 0.1.0 (2026-11-30)`; empty if it has none.
    static func date(of version: String) -> String {
        let heading = text.split(separator: "\n").first { $0.hasPrefix("## \(version) (") }
        guard let heading, let start = heading.lastIndex(of: "(") else { return "" }
        return String(heading[heading.index(after: start)...].prefix { $0 != ")" })
    }
}
