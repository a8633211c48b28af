import Foundation
import TestSupport
import Testing

/// The help of every command without a terminal, compared with its golden in `Goldens/help`.
@Suite("Help of every command") struct HelpGoldenTests {
    @Test func everyCommandsHelpLooksAsRecorded() throws {
        let home = try TestHome.fresh()
        var waiting: [[String]] = [[]]
        var seen = 0
        while let words = waiting.popLast() {
            let run = try home.run(words + ["--help"])
            #expect(run.status == 0 && run.errorText.isEmpty, "\(words)")
            assertText(run.outputText, named: "help/" + (["openclaw"] + words).joined(separator: "-"))
            waiting += Self.subcommands(in: run.outputText).map { words + [$0] }
            seen += 1
        }
        #expect(seen > 10)
    }

    /// The names in the first column below `SUBCOMMANDS:`.
    static func subcommands(in help: String) -> [String] {
        let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
        guard let heading = lines.firstIndex(of: "SUBCOMMANDS:") else { return [] }
        return lines[(heading + 1)...].prefix { !$0.isEmpty }.compactMap { line in
            guard line.hasPrefix("  "), line.dropFirst(2).first != " " else { return nil }
            let name = line.split(separator: " ").first.map { $0.split(separator: ",")[0] }
            return name.flatMap { $0 == "help" ? nil : String($0) }
        }
    }
}
