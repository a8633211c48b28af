import Secrets
import TerminalUI
import Testing

@testable import Screens

/// What a preview shows of long changed lines.
@Suite struct DiffExcerptTests {
    private func rows(_ removed: String, _ added: String, columns: Int = 40) -> [String] {
        let lines = [DiffLine(kind: .removed, text: removed), DiffLine(kind: .added, text: added)]
        return DiffExcerpt(lines, columns: columns, isUnicode: true).blocks(rows: 2).map { block in
            if case .exact(let text, _) = block.kind { text } else { "" }
        }
    }

    private let long =
        "{ agents: { list: [{ id: main }, { id: ops }] }, gateway: { port: 18789 }, logging: { level: info } }"

    @Test func shortLinesAreWhole() {
        #expect(rows("port: 1,", "port: 2,") == ["- port: 1,", "+ port: 2,"])
    }

    @Test("the place that differs is in sight, with a mark where the start is left out") func around() {
        let rows = rows(long, long.replacing("18789", with: "19001"))
        #expect(rows[0] != rows[1].replacing("+ ", with: "- "))
        #expect(rows[0].contains("18789") && rows[1].contains("19001"), "\(rows)")
        #expect(rows.allSatisfy { $0.dropFirst(2).hasPrefix("..") && $0.count <= 40 }, "\(rows)")
    }

    @Test func aDifferenceAtTheStartCutsOnlyTheEnd() {
        let rows = rows(long, "x" + long)
        #expect(rows[0].hasPrefix("- { agents") && rows[1].hasPrefix("+ x{ agents"), "\(rows)")
    }

    @Test func aDifferenceAtTheEndIsInSight() {
        let rows = rows(long, long + " // mine")
        #expect(rows[1].hasSuffix("// mine") && rows[0].hasSuffix("} }"), "\(rows)")
    }

    @Test("a line kept whole breaks at spaces and loses no character") func wholeLines() {
        for width in 8...60 {
            let pieces = Shortening.pieces(of: long, first: width, thenAtSpaces: max(2, width - 4))
            #expect(pieces.joined() == long, "\(width)")
            let cut = pieces.dropLast().count { !$0.hasSuffix(" ") }
            #expect(width < 20 || cut == 0, "\(width) \(pieces)")
        }
    }
}
