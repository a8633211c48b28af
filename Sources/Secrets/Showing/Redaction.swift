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
        /// How much of the run with `/` and `+` that was judged is still to come.
        var judged = 0
        while !rest.isEmpty {
            let word = rest.prefix(while: TokenCharacter.isMember)
            var taken = word.count
            if word.isEmpty {
                let gap = rest.prefix { !TokenCharacter.isMember($0) }
                result += String(Substring(gap))
                isAnnounced = announces(last, String(Substring(gap)))
                taken = gap.count
            } else {
                let chain = judged > 0 ? word : rest.prefix(while: isBase64)
                let isSecret =
                    isAnnounced || chain.count > taken && RandomText.isBase64(chain, isPath: result.hasSuffix("/"))
                result += isSecret ? Secret.redacted : redactWord(word)
                judged = max(judged, chain.count)
                if isSecret { taken = chain.count }
                last = String(Substring(word)).lowercased()
                isAnnounced = false
            }
            rest = rest.dropFirst(taken)
            judged = max(0, judged - taken)
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

    private static func isBase64(_ byte: UInt8) -> Bool {
        TokenCharacter.isMember(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "+")
    }

    private static func redactWord(_ word: Substring.UTF8View) -> String {
        let text = String(Substring(word))
        for prefix in SecretPrefixes.telling {
            guard let place = SecretPrefixes.place(of: prefix, in: word) else { continue }
            // The prefix alone is documentation: "must start with sk-ant-oat01-".
            let isBare = word.distance(from: place, to: word.endIndex) <= SecretPrefixes.longestBare
            return isBare && !text.dropFirst(prefix.count).contains { $0.isUppercase }
                ? text : String(Substring(word[..<place])) + Secret.redacted
        }
        if word.starts(with: "sk-".utf8), word.count >= 13 { return Secret.redacted }
        return isVendors(word) || RandomText.isMember(word) ? Secret.redacted : text
    }

    /// Whether a word begins as a vendor's keys do and goes on as no name does: `xai-grok-4-fast` is a model.
    private static func isVendors(_ word: Substring.UTF8View) -> Bool {
        guard let vendor = SecretPrefixes.vendor(of: word) else { return false }
        return RandomText.isPossibleKey(word.dropFirst(vendor.prefix.utf8.count))
    }
}
