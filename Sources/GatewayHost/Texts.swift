internal import CResources
internal import JSON5

/// Every sentence a person reads, by key: `Resources/strings/<language>.json`.
///
/// A value may hold `{name}` placeholders. A missing key shows itself in brackets, so that it is seen at once; a test
/// looks for every key that the sources use.
package struct Texts: Sendable {
    private let strings: [String: String]

    /// The built-in English texts.
    package static let english = Texts(resource: resource_strings_en())

    private init(resource: CResource) {
        let bytes = Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count))
        var strings: [String: String] = [:]
        do {
            for (key, value) in try Document(parsing: bytes, dialect: .json).root.objectValue ?? [:] {
                strings[key] = value.stringValue
            }
        } catch {
            preconditionFailure("Resources/strings/en.json does not parse: \(error)")
        }
        self.strings = strings
    }

    /// The text of a key, with its placeholders filled.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = strings[key] else { return "[\(key)]" }
        return values.isEmpty ? text : Self.fill(text, values)
    }

    /// Whether the key has a text.
    package func has(_ key: String) -> Bool { strings[key] != nil }

    /// Every key, sorted.
    package var keys: [String] { strings.keys.sorted() }

    /// One pass from left to right, so that a value holding braces is never filled again.
    private static func fill(_ text: String, _ values: [String: String]) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let name = rest[rest.index(after: open)...].prefix { $0 != "}" }
            if let value = values[String(name)], name.endIndex < rest.endIndex {
                result += value
                rest = rest[rest.index(after: name.endIndex)...]
            } else {
                result += "{"
                rest = rest[rest.index(after: open)...]
            }
        }
        return result + rest
    }
}
