import GatewayHost
import Testing

/// A foreign name in a sentence, problem or table stays within one line and one column.
@Suite("Foreign names in sentences") struct ForeignNamesTests {
    private let name = "work\nError: x\t\u{1B}[2J\u{202E}"
    private let spelled = #"work\nError: x\t\u{1b}[2J\u{202e}"#

    @Test(arguments: [Texts.english, Texts.of(.traditionalChinese)]) func aSentenceSpellsWhatFillsIt(texts: Texts) {
        let sentence = texts("told.replaced", ["profile": name, "agent": name, "count": name, "ending": name])
        #expect(sentence.contains(spelled))
        #expect(!sentence.contains("\n") && !sentence.contains("\u{1B}") && !sentence.contains("\t"))
        #expect(texts("error.unknownCommand", ["command": name]).contains(spelled))
    }

    @Test func aSentenceWithinASentenceIsNotSpelledTwice() {
        let texts = Texts.english
        let inner = texts("error.unknownCommand", ["command": name])
        #expect(texts("error.prefix", ["message": inner]).contains(inner))
    }

    @Test func aProblemHasOneLineForEachOfItsTexts() {
        let problem = Problem(code: "x", message: "a " + name, details: ["  b", name], next: "c " + name)
        #expect(problem.message == "a " + spelled && problem.next == "c " + spelled)
        #expect(problem.details == ["  b", spelled])
    }

    @Test func aCellIsOneCell() {
        let row = ReportLine(.row, [.init(name), .init("ready", .ok)])
        #expect(row.plain == spelled + "\tready")
        #expect(ReportLine.fact("Model", [.init(name)]).plain == "  Model: " + spelled)
        #expect(ReportLine.difference(["+\t\"a\": \u{1B}"]).map(\.plain) == ["+\t\"a\": \\u{1b}"])
    }
}
