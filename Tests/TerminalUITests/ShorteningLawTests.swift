import TerminalUI
import Testing

@Suite struct ShorteningLawTests {
    @Test func pathLosesItsMiddle() {
        #expect(
            Shortening.path("~/.openclaw/agents/main/auth-profiles.json", columns: 35)
                == "~/.openclaw/<..>/auth-profiles.json"
        )
        #expect(Shortening.path("/a/b", columns: 4) == "/a/b")
        #expect(Shortening.path("/very/longer", columns: 4) == "lo..")
    }

    @Test func pathIsTheFirstOfAllShorterOnesThatFits() {
        let names = ["", "a", "bb", "~", "dir", "écran", "日本", "x.json", "."]
        var state: UInt64 = 5
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        for _ in 0..<3000 {
            let path = (0..<(1 + next(9))).map { _ in names[next(names.count)] }.joined(separator: "/")
            let columns = next(24)
            #expect(Shortening.path(path, columns: columns) == naive(path, columns), "\(path) in \(columns)")
        }
    }

    /// Tries and measures every shorter path.
    private func naive(_ path: String, _ columns: Int) -> String {
        guard TextWidth.columns(of: path) > columns else { return path }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, let name = parts.last else { return Shortening.end(path, columns: columns) }
        for head in stride(from: min(2, parts.count - 2), through: 0, by: -1) {
            for first in (head + 1)..<parts.count {
                let kept = (parts[..<head] + [Shortening.folders] + parts[first...]).joined(separator: "/")
                if TextWidth.columns(of: kept) <= columns { return kept }
            }
        }
        return Shortening.end(name, columns: columns)
    }

    @Test("rule 64: a shortened path names no other file") func aShortenedPathIsNoOtherPath() {
        let path = "/home/jo/.openclaw/agents/research/agent/auth-profiles.json"
        // Two columns hold the mark alone.
        for columns in 3..<path.count {
            let short = Shortening.path(path, columns: columns)
            #expect(!short.split(separator: "/").contains(".."), "\(short)")
            #expect(!short.contains("/") || short.contains("<..>"), "\(short)")
        }
    }

    @Test func piecesAreTheWholeText() {
        #expect(Shortening.pieces(of: "abcdefgh", first: 3, then: 2) == ["abc", "de", "fg", "h"])
        #expect(Shortening.pieces(of: "日本語", first: 3, then: 2) == ["日", "本", "語"])
        #expect(Shortening.pieces(of: "", first: 3, then: 2) == [""])
    }

    @Test func longWordOfPlainTextIsBrokenAsAnyOther() {
        // The non-ASCII character forces the slow path, which must give the same lines.
        for (text, columns) in [("a bcdefghij k", 4), ("  abcdefghij", 6), ("abcdefgh", 3), ("x /a/b/c/d/e/f y", 7)] {
            let plain = TextWrap.lines(text, columns: columns)
            let other = TextWrap.lines(text + " é", columns: columns)
            #expect(other.joined(separator: " ").hasPrefix(plain.joined(separator: " ")), "\(plain) \(other)")
        }
        #expect(TextWrap.lines("a bcdefghij k", columns: 4) == ["a", "bcde", "fghi", "j k"])
    }
}
