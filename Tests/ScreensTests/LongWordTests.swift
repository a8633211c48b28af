import GatewayHost
import Secrets
import TerminalUI
import Testing

@testable import Screens

/// Where the word for this program is a long path: commands are wrapped, never cut.
@Suite("A long word for this program") struct LongWordTests {
    private static let word = "'/home/somebody/my tools/openclaw-setup'"
    private static let texts = Texts.english.naming { word }

    private func expectWhole(_ text: String, _ place: String) {
        let flat = text.filter { !$0.isWhitespace && $0 != "\\" }
        let start = "'/home/somebody/"
        let starts = flat.ranges(of: start).count
        let whole = flat.ranges(of: Self.word.filter { !$0.isWhitespace }).count
        #expect(starts == whole, "\(place):\n\(text)")
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 24), Size(columns: 48, rows: 40)])
    func pagesOfTheWizardKeepIt(size: Size) {
        for wizard in Pages.all(Self.texts, size: size) {
            expectWhole(wizard.screenText, "\(wizard.current) \(size)")
            expectWhole(wizard.farewell.joined(separator: "\n"), "farewell \(wizard.current)")
        }
    }

    @Test("what goes on from here can be copied, at every width", arguments: [40, 60, 80, 120])
    func theLastLinesAreCommands(columns: Int) {
        var wizard = Wizard.on(size: Size(columns: columns, rows: 24), texts: Self.texts)
        wizard.finish(.report)
        let lines = wizard.farewell.joined(separator: "\n").replacing(#/ \\\n +/#, with: " ")
        #expect(lines.contains("\(Self.word) models status"), "\(lines)")
        #expect(lines.contains("\(Self.word) undo"), "\(lines)")
    }

    @Test func theCommandOfTheReviewBeginsWithIt() {
        var answers = SetupAnswers(agents: ["main"])
        answers.kind = .apiKey
        let command = SetupCommand(answers: answers, facts: HostFixture().facts, program: Self.word)
        let lines = CommandText(parts: command.parts).lines(columns: 48)
        #expect(lines.first == Self.word + " \\" && lines.dropFirst().first?.hasPrefix("  onboard") == true)
    }

    @Test func theCommandsOfTheProfilesBeginWithIt() {
        let change = ProfileChange.rename(id: "anthropic:a", to: "anthropic:b", agents: ["main"])
        #expect(
            change.command(Self.texts).joined(separator: " ")
                == Self.word + " models auth rename anthropic:a anthropic:b --agent main"
        )
    }

    @Test("a path that starts this program is broken, another one is shortened")
    func onlyOtherPathsAreShortened() {
        let path = "/home/somebody/a/long/way/down/to/tools/openclaw-setup"
        let lines = TextWrap.lines("Do it: \(path) undo", columns: 30)
        #expect(lines.joined().filter { $0 != " " } == "Doit:\(path)undo")
        #expect(TextWrap.lines("See \(path).json", columns: 30).joined().contains("<..>"))
    }
}
