/// Distinguishes random text such as keys from names: model ids, dates, options and paths.
///
/// Names consist of words, numbers and short codes: `llama-v3p1-405b-instruct`, `claude-opus-4-6-20260205`,
/// `requireMentionInGroups`. Random text has long runs that mix letters with digits, and lower with upper case. Text shorter
/// than `shortest` never counts as random, because too many names would be lost.
enum RandomText {
    /// The minimum length of random text.
    static let shortest = 20
    /// Names have fewer letters in a row than this.
    private static let longestName = 40

    /// Whether a run of letters, digits, `-` and `_` looks random.
    static func isMember(_ word: Substring.UTF8View) -> Bool {
        guard word.count >= shortest else { return false }
        let share = Share(of: word.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
        if share.isHex { return true }
        // One odd part is enough in a long run; in a shorter one half of it has to be odd.
        if share.odd > 0 { return word.count >= 24 || (share.odd + share.codes) * 2 >= share.all }
        return share.codes * 3 >= share.all * 2
    }

    /// Whether a run that also contains `/` or `+` looks like Base64 and not like a path.
    ///
    /// - Parameter isPath: a slash precedes it. Then nearly all of it has to look random, because a folder mostly has a
    ///   name. With a plus sign less is enough, because paths and names contain none.
    static func isBase64(_ chain: Substring.UTF8View, isPath: Bool) -> Bool {
        guard chain.count >= shortest else { return false }
        let share = Share(of: chain.split { !isLetter($0) && !isDigit($0) })
        let tenths = chain.contains(UInt8(ascii: "+")) ? 3 : isPath ? 9 : 5
        return share.odd > 0 && (share.odd + share.codes) * 10 >= share.all * tenths
    }

    /// Whether the text after a key's prefix could be the key: it has a long part or a random-looking one.
    static func isPossibleKey(_ rest: Substring.UTF8View) -> Bool {
        let parts = rest.split { !isLetter($0) && !isDigit($0) }
        return parts.contains { $0.count >= 16 || $0.count >= 6 && sort(of: $0) == .odd }
    }

    /// How many characters of a run belong to which sort of part.
    private struct Share {
        var all = 0
        /// In parts that are neither words nor numbers nor codes.
        var odd = 0
        /// In short parts of letters and digits: `405b`, `A22B`, `v3p1`.
        var codes = 0
        private var letters = 0
        private var hexDigits = 0

        init(of parts: [Substring.UTF8View]) {
            for part in parts {
                all += part.count
                letters += part.count { isLetter($0) }
                hexDigits += part.count { isHexDigit($0) }
                switch sort(of: part) {
                case .odd: odd += part.count
                case .code: codes += part.count
                case .name: break
                }
            }
        }

        var isHex: Bool { hexDigits == all && letters > 0 && letters < all && all >= shortest }
    }

    private enum Sort { case name, code, odd }

    /// A part without separators.
    private static func sort(of part: Substring.UTF8View) -> Sort {
        let word = part.prefix { isLetter($0) }
        if word.count == part.count { return isWords(word) ? .name : .odd }
        let number = part.dropFirst(word.count).prefix { isDigit($0) }
        // A number, also with an exponent behind it: `7976931348623157e+308`.
        if word.isEmpty, number.count > 5, part.count - number.count <= 1 { return .name }
        if number.count == part.count { return .name }
        // A word with a number: `Qwen3`, `starcoder2`, `gemma3n`.
        let isNumbered = word.count >= 2 && number.count <= 4 && part.count - word.count - number.count <= 1
        if isNumbered, isOneWord(word) { return .name }
        return part.count <= 5 ? .code : .odd
    }

    // MARK: - Letters

    /// Whether letters are a word, or words put together as in `maxTokens` and `HTTPHeader`.
    private static func isWords(_ letters: Substring.UTF8View) -> Bool {
        if isOneWord(letters) { return true }
        let capitals = letters.count { !isSmall($0) }
        let isCalm = letters.count < shortest ? capitals * 4 <= letters.count + 8 : capitals * 4 <= letters.count + 2
        return isCalm && letters.count < longestName && humps(of: letters).allSatisfy { $0.count > 1 && isSpoken($0) }
    }

    /// Small letters, capitals, or small ones behind a capital.
    private static func isOneWord(_ letters: Substring.UTF8View) -> Bool {
        let rest = letters.dropFirst()
        guard rest.allSatisfy(isSmall) || !letters.contains(where: isSmall) else { return false }
        return letters.count < shortest || letters.count < longestName && isSpoken(letters)
    }

    /// A capital begins a new word where a small letter stands before it.
    private static func humps(of letters: Substring.UTF8View) -> [Substring.UTF8View] {
        var humps: [Substring.UTF8View] = []
        var start = letters.startIndex
        for (index, next) in zip(letters.indices, letters.indices.dropFirst())
        where index > letters.startIndex && isSmall(letters[index]) && !isSmall(letters[next]) {
            humps.append(letters[start..<next])
            start = next
        }
        return humps + [letters[start...]]
    }

    /// Has vowels, and never six letters in a row without one.
    private static func isSpoken(_ word: Substring.UTF8View) -> Bool {
        let silent = word.split(omittingEmptySubsequences: false) { "aeiouyAEIOUY".utf8.contains($0) }.map(\.count)
        return word.count < 3 || (silent.max() ?? 0) <= 5 && (silent.count - 1) * 6 >= word.count
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
    private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isHexDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x41...0x46).contains(byte & 0xDF)
    }
}
