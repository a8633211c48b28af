/// Removes secrets from text that is about to be shown: parser errors, messages of other programs.
package enum Redaction {
    /// The text with everything that could be a secret replaced by `‹redacted›`.
    ///
    /// That is known prefixes, the word after `Bearer`, and random-looking words; model ids, dates, options and paths
    /// stay.
    package static func redact(_ text: String) -> String {
        var result = ""
        var isAnnounced = false
        var last = ""
        var rest = Substring(text).utf8
        while !rest.isEmpty {
            let word = rest.prefix { isWordCharacter($0) }
            if word.isEmpty {
                let gap = rest.prefix { !isWordCharacter($0) }
                result += String(Substring(gap))
                isAnnounced = announces(last, String(Substring(gap)))
                rest = rest.dropFirst(gap.count)
            } else {
                result += isAnnounced ? Secret.redacted : redactWord(word)
                last = String(Substring(word)).lowercased()
                isAnnounced = false
                rest = rest.dropFirst(word.count)
            }
        }
        return result
    }

    /// Whether a word would be redacted.
    package static func looksSecret(_ word: String) -> Bool {
        redact(word) != word
    }

    /// Whether a word and the separator after it mean that the next word is a secret: `Bearer x`, `token=x`, `"apiKey":
    /// "x"`.
    private static func announces(_ word: String, _ gap: String) -> Bool {
        if word == "bearer" { return gap == " " }
        let names = ["apikey", "api_key", "api-key", "token", "secret", "password"]
        let assignments = ["=", "='", "=\"", "\":\"", "\": \"", "':'", "': '"]
        return assignments.contains(gap) && names.contains { word.hasSuffix($0) }
    }

    private static func isWordCharacter(_ byte: UInt8) -> Bool { TokenCharacter.isMember(byte) }

    private static func redactWord(_ word: Substring.UTF8View) -> String {
        let known = ["sk-ant-", "sk-or-", "sk-proj-", "gsk_", "ghp_", "xai-", "github_pat_"]
        let text = String(Substring(word))
        for prefix in known {
            guard let place = range(of: prefix, in: word) else { continue }
            // The prefix alone is documentation: "must start with sk-ant-oat01-".
            let isBare = word.distance(from: place, to: word.endIndex) <= "sk-ant-admin01-".count
            return isBare && !text.dropFirst(prefix.count).contains { $0.isUppercase }
                ? text : String(Substring(word[..<place])) + Secret.redacted
        }
        if word.starts(with: "sk-".utf8), word.count >= 13 { return Secret.redacted }
        return looksRandom(word) ? Secret.redacted : text
    }

    private static func range(of prefix: String, in word: Substring.UTF8View) -> Substring.UTF8View.Index? {
        guard let first = prefix.utf8.first else { return nil }
        var rest = word
        while let found = rest.firstIndex(of: first) {
            rest = rest[found...]
            if rest.starts(with: prefix.utf8) { return found }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// 24 characters or more with a part that mixes letters and digits, or 40 letters in a row.
    private static func looksRandom(_ word: Substring.UTF8View) -> Bool {
        guard word.count >= 24 else { return false }
        return word.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.contains { part in
            let hasDigit = part.contains { (0x30...0x39).contains($0) }
            let hasLetter = part.contains { (0x41...0x5A).contains($0 & 0xDF) }
            return hasDigit && hasLetter && part.count >= 4 || part.count >= 40
        }
    }
}
