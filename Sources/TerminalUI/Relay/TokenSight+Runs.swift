internal import Secrets

// Masks what looks like a secret but is not a token that could be stored: an API key, a part of a token that cannot be joined
// with the other parts, a token in capital letters.
extension TokenSight {
    /// A URL that ends at most this far from the right edge continues in the next line.
    private static let margin = 20

    /// The ranges of secret-looking runs, by line. Parts of a URL are left out unless they have the prefix of a secret,
    /// because the user has to open the login URL.
    ///
    /// - Parameter columns: the width of the child's terminal.
    static func secretRuns(in lines: [TokenLine], columns: Int) -> [(line: Int, range: Range<Int>)] {
        var found: [(line: Int, range: Range<Int>)] = []
        var isURL = false
        for (index, line) in lines.enumerated() {
            var place = line.content.lowerBound
            while place < line.content.upperBound {
                if line.bytes[place] == UInt8(ascii: " ") { isURL = false }
                if line.bytes[place...].starts(with: "://".utf8) { isURL = true }
                let end = line.runEnd(from: place)
                if end > place, looksSecret(line.bytes[place..<end], isURL: isURL) {
                    found.append((index, place..<end))
                }
                place = max(end, place + 1)
            }
            isURL = isURL && line.content.upperBound >= columns - margin
        }
        return found
    }

    /// Also in lower case, because the known prefixes are.
    private static func looksSecret(_ run: ArraySlice<UInt8>, isURL: Bool) -> Bool {
        let text = String(decoding: run, as: UTF8.self)
        let lowered = text.lowercased()
        guard !isURL || SecretPrefixes.isClaude(in: lowered) else { return false }
        return Redaction.looksSecret(text) || Redaction.looksSecret(lowered)
    }
}
