import Foundation
import TestSupport
import Testing

/// Guarantees of every command: help with an example, one document with `--json`, no waiting without a terminal.
@Suite("Every command") struct EveryCommandTests {
    /// Every command in the help must be in the table, so that a new one cannot be forgotten.
    @Test func theTableNamesEveryCommand() throws {
        let home = try TestHome.fresh()
        var waiting: [[String]] = [[]]
        var leaves: Set<String> = []
        while let words = waiting.popLast() {
            let below = HelpGoldenTests.subcommands(in: try home.run(words + ["--help"]).outputText)
            if below.isEmpty { leaves.insert(words.joined(separator: " ")) }
            waiting += below.map { words + [$0] }
        }
        let named = Set((EveryCommand.secretTakers + EveryCommand.others + EveryCommand.forgotten).map(\.name))
        #expect(leaves.subtracting(named).subtracting(Self.tableOfTheirOwn) == [])
        #expect(leaves.count > 20)
    }

    /// Commands that use the network have their own tests.
    private static let tableOfTheirOwn: Set<String> = ["models auth verify", "models list", "models cache-check"]

    @Test(arguments: EveryCommand.secretTakers + EveryCommand.others)
    func helpHasAnExampleOfIt(command: EveryCommand) throws {
        let run = try TestHome.fresh().run(command.name.split(separator: " ").map(String.init) + ["--help"])
        #expect(run.status == 0 && run.errorText.isEmpty)
        #expect(run.outputText.contains("Examples:\n  openclaw \(command.name == "models" ? "" : command.name)"))
        #expect(!run.outputText.contains("[help."))
    }

    /// Compares the document with its golden in `Goldens/json`, without folders and times.
    @Test(arguments: EveryCommand.others + EveryCommand.storing.filter { $0.channel == .pipe } + onboardings)
    func theDocumentLooksAsRecorded(command: EveryCommand) throws {
        let home = try EveryCommand.home()
        let run = try home.run(
            command.line(in: home) + ["--json"],
            input: command.channel == .pipe ? command.secret : nil
        )
        #expect(run.status == command.status(withInput: true), "\(run.text)")
        #expect(run.errorText.isEmpty && Fake.piece(in: run.text) == nil)
        _ = try JSONSerialization.jsonObject(with: Data(run.output), options: .fragmentsAllowed)
        let name = ([command.name] + command.arguments).joined(separator: " ")
            .replacing(/[^a-z]+/.ignoresCase(), with: "-").replacing(/^-|-$/, with: "")
        assertText(run.outputText.withoutWhatChanges(home), named: "json/\(name)")
    }

    private static let onboardings = EveryCommand.onboarding.filter { $0.channel == .pipe && $0.answers == nil }

    /// It ends by itself, with the exit code and a message about what is missing, and has changed nothing.
    @Test(
        arguments: EveryCommand.forgotten + EveryCommand.secretTakers.filter { $0.channel == .pipe }
            + EveryCommand.others
    )
    func nothingWaitsWithoutATerminal(command: EveryCommand) throws {
        let home = try EveryCommand.home()
        let line = try command.line(in: home)
        let before = try home.picture()
        let run = try home.run(line, limitSeconds: 30)
        #expect(run.status == command.withoutInput.status, "\(run.text)")
        for word in command.withoutInput.says { #expect(run.errorText.contains(word), "\(word): \(run.text)") }
        guard run.status != 0 else { return }
        #expect(run.outputText.isEmpty)
        if run.status == 1 { #expect(run.errorText.contains("Next:"), "\(run.text)") }
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }
}

extension EveryCommand {
    fileprivate func status(withInput: Bool) -> Int32 {
        channel == .none ? withoutInput.status : 0
    }
}

extension String {
    /// Without the test's folder, times, and random values.
    fileprivate func withoutWhatChanges(_ home: TestHome) -> String {
        replacing(home.root, with: "<ROOT>")
            .replacing(/\d{8}-\d{6}Z(-\d+)?/, with: "<BACKUP>")
            .replacing(/\b[0-9a-f]{16}\b/, with: "<ID>")
            .replacing(/\d{4}-\d\d-\d\dT[\d:.]+Z/, with: "<TIME>")
            .replacing(/"(remainingMs|lastRunAt)": \d+/) { "\"\($0.output.1)\": <TIME>" }
            .replacing(/\[cooldown \d+d\]/, with: "[cooldown <DAYS>]")
    }
}
