internal import CResources
internal import Glibc
internal import JSON5

/// Every sentence a person reads, by key: `Resources/strings/<language>.json`.
///
/// A value may hold `{name}` placeholders. A missing key shows itself in brackets, so that it is seen at once; a test
/// looks for every key that the sources use.
///
/// The files hold one member a line, sorted by the bytes of their keys (a test reads them as JSON and compares), so a
/// text is found by halving and only what is shown is decoded: a start needs some thirty of many hundred.
package struct Texts: Sendable {
    private let bytes: [UInt8]
    /// Where each member stands, from its opening quote to the end of its line.
    private let members: [Range<Int>]

    private let language: Language

    /// The built-in English texts.
    package static let english = Texts(.english, resource_strings_en())
    private static let traditionalChinese = Texts(.traditionalChinese, resource_strings_zh_tw())

    /// The texts of a language; what it lacks is English.
    package static func of(_ language: Language) -> Texts {
        switch language {
        case .english: english
        case .traditionalChinese: traditionalChinese
        }
    }

    private init(_ language: Language, _ resource: CResource) {
        self.language = language
        bytes = Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count))
        members = bytes.withUnsafeBufferPointer(Self.members)
    }

    /// The text of a key, with its placeholders filled.
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let member = member(key) else { return fallback?(key, values) ?? "[\(key)]" }
        let text = text(of: member, key)
        return values.isEmpty ? text : Self.fill(text, values)
    }

    /// Whether the key has a text.
    package func has(_ key: String) -> Bool { member(key) != nil || fallback?.has(key) == true }

    /// Read only where something is missing.
    private var fallback: Texts? { language == .english ? nil : .english }

    /// Every key of this language itself, sorted.
    package var keys: [String] { members.map { String(decoding: self.key(of: $0), as: UTF8.self) } }

    // MARK: - Finding a member

    /// By memchr(3), which takes many bytes at once: all texts are walked at every start.
    private static func endOfLine(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = bytes.baseAddress,
            let found = memchr(first + start, 0x0A, bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(first)
    }

    private static func members(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var members: [Range<Int>] = []
        var start = 0
        while start < bytes.count {
            let end = endOfLine(from: start, in: bytes)
            if let quote = bytes[start..<end].firstIndex(of: UInt8(ascii: "\"")) { members.append(quote..<end) }
            start = end + 1
        }
        return members
    }

    private func key(of member: Range<Int>) -> ArraySlice<UInt8> {
        bytes[member].dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    }

    private func member(_ key: String) -> Range<Int>? {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if self.key(of: members[middle]).lexicographicallyPrecedes(key.utf8) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < members.count, self.key(of: members[low]).elementsEqual(key.utf8) else { return nil }
        return members[low]
    }

    /// The decoded text of a member, which is written `"key": "text",`.
    private func text(of member: Range<Int>, _ key: String) -> String {
        let written = bytes[member].dropFirst(key.utf8.count + 4)
        let quoted = written.last == UInt8(ascii: ",") ? written.dropLast() : written
        if !quoted.contains(UInt8(ascii: "\\")) {
            return String(decoding: quoted.dropFirst().dropLast(), as: UTF8.self)
        }
        do {
            return try Document(parsing: Array(quoted), dialect: .json).root.stringValue ?? "[\(key)]"
        } catch {
            return "[\(key)]"
        }
    }

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
