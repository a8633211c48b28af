internal import CResources
internal import Glibc
internal import JSON5
internal import Secrets

/// All sentences for people, by key: `Resources/strings/<language>.json`.
///
/// A value can contain `{name}` placeholders. A missing key is shown in brackets, so that it is noticed; a test checks
/// every key that the sources use. `{openclaw}` is always filled: with the word that starts this program in a shell,
/// which stands in front of every command of ours. The gateway's program has the same name, so that a plain `openclaw`
/// in a text is that program's command, or only names one of the two.
///
/// The files have one member per line, sorted by the bytes of the keys (a test parses them as JSON and compares). So a
/// text is found by binary search and only used texts are decoded: a start needs about thirty of many hundred.
package struct Texts: Sendable {
    /// The file as compiled into the binary; immutable, never freed, not copied.
    nonisolated(unsafe) private let bytes: UnsafeBufferPointer<UInt8>
    private let members: [Member]

    /// The byte range of a member, from its opening quote to the end of its line.
    ///
    /// Not a `Range`: an array of those makes the Swift runtime scan all protocol conformances at each start.
    private struct Member {
        let start: Int
        let end: Int
    }

    let language: Language
    var word: @Sendable () -> String = { Texts.usualProgram }

    /// The built-in English texts.
    package static let english = Texts(.english, resource_strings_en())
    private static let traditionalChinese = Texts(.traditionalChinese, resource_strings_zh_tw())

    /// The texts of a language; missing keys fall back to English.
    package static func of(_ language: Language) -> Texts {
        switch language {
        case .english: english
        case .traditionalChinese: traditionalChinese
        }
    }

    private init(_ language: Language, _ resource: CResource) {
        self.language = language
        bytes = UnsafeBufferPointer(start: resource.bytes, count: resource.count)
        members = Self.members(in: bytes)
    }

    /// The text of a key with its placeholders filled. Invisible characters in placeholder values are escaped
    /// (`VisibleText`), so that a name cannot imitate our own output.
    @_disfavoredOverload
    package func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        text(key) { values[$0] }
    }

    /// The same for literal values: they are few, and are found without hashing.
    package func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String>) -> String {
        text(key) { name in values.first { $0.key == name }?.value }
    }

    private func text(_ key: String, _ value: (String) -> String?) -> String {
        guard let member = member(key) else { return fallback?.text(key, value) ?? "[\(key)]" }
        return Self.fill(text(of: member, key)) { $0 == Self.usualProgram ? program : value($0) }
    }

    /// Whether the key has a text.
    package func has(_ key: String) -> Bool { member(key) != nil || fallback?.has(key) == true }

    /// Loaded only if a key is missing.
    private var fallback: Texts? { language == .english ? nil : inEnglish }

    /// All keys of this language's own file, sorted.
    package var keys: [String] { members.map { String(decoding: self.key(of: $0), as: UTF8.self) } }

    // MARK: - Search

    /// Uses memchr(3), which scans many bytes at once, because all texts are scanned at each start.
    private static func endOfLine(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = bytes.baseAddress,
            let found = memchr(first + start, 0x0A, bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(first)
    }

    private static func members(in bytes: UnsafeBufferPointer<UInt8>) -> [Member] {
        var members: [Member] = []
        // A line has about 80 bytes, so this capacity is rarely exceeded and the array is rarely reallocated.
        members.reserveCapacity(bytes.count / 64)
        var start = 0
        while start < bytes.count {
            let end = endOfLine(from: start, in: bytes)
            if let quote = bytes[start..<end].firstIndex(of: UInt8(ascii: "\"")) {
                members.append(Member(start: quote, end: end))
            }
            start = end + 1
        }
        return members
    }

    private func key(of member: Member) -> Slice<UnsafeBufferPointer<UInt8>> {
        bytes[member.start..<member.end].dropFirst().prefix { $0 != UInt8(ascii: "\"") }
    }

    private func member(_ key: String) -> Member? {
        var key = key
        return key.withUTF8 { key in
            var (low, high) = (0, members.count)
            while low < high {
                let middle = (low + high) / 2
                switch order(of: members[middle], besides: key) {
                case ..<0: low = middle + 1
                case 0: return members[middle]
                default: high = middle
                }
            }
            return nil
        }
    }

    /// Compares the member's key with another: negative if it sorts before, positive if after, 0 if equal.
    private func order(of member: Member, besides key: UnsafeBufferPointer<UInt8>) -> Int {
        var place = member.start + 1
        for byte in key {
            // The closing quote of a key sorts before every character that keys contain.
            let own = bytes[place]
            if own != byte { return Int(own) - Int(byte) }
            place += 1
        }
        return bytes[place] == UInt8(ascii: "\"") ? 0 : 1
    }

    /// Decodes the text of a member, which is written `"key": "text",`.
    private func text(of member: Member, _ key: String) -> String {
        let start = member.start + key.utf8.count + 4
        let end = bytes[member.end - 1] == UInt8(ascii: ",") ? member.end - 1 : member.end
        let quoted = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if !quoted.contains(UInt8(ascii: "\\")) {
            return String(decoding: UnsafeBufferPointer(rebasing: quoted.dropFirst().dropLast()), as: UTF8.self)
        }
        do {
            return try Document(parsing: Array(quoted), dialect: .json).root.stringValue ?? "[\(key)]"
        } catch {
            return "[\(key)]"
        }
    }

    /// A single pass, so that braces in a value are not replaced again.
    private static func fill(_ text: String, _ value: (String) -> String?) -> String {
        var text = text
        // Works on bytes: characters and string concatenation take ten times as long.
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return text.withUTF8 { bytes in
            var result: [UInt8] = []
            result.reserveCapacity(2 * bytes.count)
            var (copied, place) = (0, 0)
            while let open = bytes[place...].firstIndex(of: UInt8(ascii: "{")) {
                place = open + 1
                guard let close = bytes[place...].firstIndex(of: UInt8(ascii: "}")),
                    let value = value(String(decoding: bytes[place..<close], as: UTF8.self))
                else { continue }
                result += bytes[copied..<open]
                VisibleText.append(value, to: &result)
                (copied, place) = (close + 1, close + 1)
            }
            result += bytes[copied...]
            return String(decoding: result, as: UTF8.self)
        }
    }
}
