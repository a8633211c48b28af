internal import Secrets

// Masks what looks like a secret without being a token that could be stored: an API key, a piece of a token that was broken
// apart in a way no line tells, a token in capitals.
extension TokenSight {
    /// A URL that fills its line at least so far goes on in the next one.
    private static let fullLine = 380

    /// The ranges of random-looking runs by line. The parts of a URL are left out: the login's URL has to be opened.
    static func randomRuns(in lines: [TokenLine]) -> [(line: Int, range: Range<Int>)] {
        var found: [(line: Int, range: Range<Int>)] = []
        var continuesURL = false
        for (index, line) in lines.enumerated() {
            var isURL = continuesURL
            var place = line.content.lowerBound
            while place < line.content.upperBound {
                if line.bytes[place] == UInt8(ascii: " ") { isURL = false }
                if line.bytes[place...].starts(with: "://".utf8) { isURL = true }
                guard TokenLine.isTokenCharacter(line.bytes[place]) else {
                    place += 1
                    continue
                }
                let end = line.runEnd(from: place)
                let run = String(decoding: line.bytes[place..<end], as: UTF8.self)
                if SecretPrefixes.isClaude(in: run.lowercased()) || !isURL,
                    Redaction.looksSecret(run.lowercased()) || Redaction.looksSecret(run)
                {
                    found.append((index, place..<end))
                }
                place = end
            }
            continuesURL = isURL && line.content.upperBound >= fullLine
        }
        return found
    }
}
