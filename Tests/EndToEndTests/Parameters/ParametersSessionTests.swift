import Foundation
import TerminalUI
import TestSupport
import Testing

/// The parameters screen end to end: the real program in a real pseudo-terminal, and the files afterwards.
@Suite("Parameters on a terminal")
struct ParametersSessionTests {
    private static func config(_ params: String) -> String {
        """
        // by hand
        {
          agents: { defaults: {
            model: { primary: "anthropic/claude-opus-4-6" },\(params.isEmpty ? "" : """

                models: { 'anthropic/claude-opus-4-6': { params: { \(params) } } }, // mine
            """)
          } },
          auth: { profiles: { "anthropic:default": { provider: "anthropic", mode: "api_key" } } },
        }

        """
    }

    private static func home(_ params: String) throws -> TestHome {
        let home = try TestHome()
        try home.write(config(params), to: home.config)
        try home.write(TestHome.handWrittenStore, to: home.store)
        return home
    }

    private static func session(
        _ params: String = "temperature: .5",
        _ arguments: [String] = ["models", "params"],
        size: Size = Size(columns: 80, rows: 24)
    ) throws -> WizardSession {
        let session = try WizardSession(home(params), arguments, size: size)
        if arguments.count == 2 { try session.wait(for: "› cacheRetention") }
        return session
    }

    private static func leave(_ session: WizardSession, status: Int32 = 0) throws {
        #expect(try session.waitForExit() == status)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    // MARK: - Editing and saving

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15), Size(columns: 120, rows: 40)])
    func editedSavedAndTakenBackTheFilesAreAsBefore(size: Size) throws {
        let session = try Self.session(size: size)
        let home = session.home
        let before = try home.read(home.config)
        try session.choose("3", until: "1 not saved")
        session.press(.down)
        try session.wait(for: "› temperature")
        session.press(.enter)
        try session.wait(for: "temperature, 0 to 1")
        try session.typeOver("0.25")
        session.press(.enter)
        try session.wait(for: "2 not saved")
        #expect(try home.read(home.config) == before, "edits only collect")
        session.press(.character("s"))
        try session.wait(for: "Save these 2 changes?")
        session.press(.character("y"))
        try session.wait(for: "Saved 2 changes.")
        let after = before.replacing("temperature: .5", with: "temperature: 0.25, cacheRetention: \"long\"")
        #expect(try home.read(home.config) == after, "nothing else changes")
        session.press(.character("u"))
        try session.wait(for: "Undo it")
        session.press(.character("y"))
        try session.wait(for: "Undone.")
        #expect(try home.read(home.config) == before)
        session.press(.character("q"))
        try Self.leave(session)
        #expect(session.lines.contains { $0.contains("Saved 2 changes.") }, "rule 7")
    }

    @Test func aValueIsTakenOut() throws {
        let session = try Self.session()
        let home = session.home
        session.press(.down)
        try session.wait(for: "› temperature")
        session.press(.character("x"))
        try session.wait(for: "0.5       not set")
        session.press(.character("s"))
        try session.wait(for: "temperature: 0.5 -> not set")
        session.press(.character("y"))
        try session.wait(for: "Saved claude-opus-4-6 temperature")
        let after = try home.read(home.config)
        #expect(!after.contains("temperature") && after.contains("// mine") && after.contains("// by hand"))
        session.press(.character("q"))
        try Self.leave(session)
    }

    @Test func theOlderNameIsMigrated() throws {
        let session = try Self.session("cacheControlTtl: '1h'")
        let home = session.home
        let before = try home.read(home.config)
        session.press(.end)
        try session.wait(for: "but the default")
        session.press(.enter)
        try session.wait(for: "› Migrate to cacheRetention long")
        session.press(.character("1"))
        try session.wait(for: "2 not saved")
        session.press(.character("s"))
        try session.wait(for: "cacheControlTtl: taken out")
        session.press(.character("y"))
        try session.wait(for: "Saved 2 changes.")
        #expect(try home.read(home.config) == before.replacing("cacheControlTtl: '1h'", with: "cacheRetention: 'long'"))
        session.press(.character("q"))
        try Self.leave(session)
    }

    @Test func allModelsStayAllowed() throws {
        let session = try Self.session("")
        let home = session.home
        try session.choose("3", until: "Saving limits the gateway")
        session.press(.end)
        session.terminal.settle()
        session.press(.enter)
        try session.wait(for: "models that the gateway knows stay allowed")
        session.press(.character("s"))
        try session.wait(for: "so that all of them stay allowed")
        session.press(.character("y"))
        try session.wait(for: "Saved claude-opus-4-6 cacheRetention")
        session.press(.character("q"))
        try Self.leave(session)
        let models = try home.run(["config", "get", "agents.defaults.models", "--json"]).document()
        #expect(models.count == 22)
        #expect(try home.run(["config", "validate"]).status == 0)
    }

    @Test func theCommandsThatAreShownDoTheSame() throws {
        let session = try Self.session()
        try session.choose("3", until: "1 not saved")
        session.press(.character("w"))
        try session.wait {
            $0.contains("openclaw config set") && !$0.contains("claude-haiku") && $0.contains("Esc back")
        }
        let shown = session.lines.drop { !$0.contains("openclaw config set") }.prefix { !$0.contains("Esc back") }
        let line = shown.joined().split { $0 == " " || $0 == "\\" }.map(String.init)
        session.press(.escape)
        try session.wait(for: "› cacheRetention")
        session.press(.character("s"))
        try session.wait(for: "Save this change?")
        session.press(.character("y"))
        try session.wait(for: "Saved claude-opus-4-6")
        session.press(.character("q"))
        try Self.leave(session)
        let other = try Self.home("temperature: .5")
        #expect(try other.run(Array(line.dropFirst())).status == 0, "\(line)")
        #expect(try other.read(other.config) == session.home.read(session.home.config))
    }

    // MARK: - Only looking

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)])
    func leavingWritesNothing(size: Size) throws {
        let session = try Self.session(size: size)
        try session.choose("3", until: "1 not saved")
        session.press(.character("s"))
        try session.wait(for: "Save this change?")
        session.press(.escape)
        try session.wait(for: "› cacheRetention")
        session.press(.character("q"))
        try session.wait(for: "Leave 1 change unsaved?")
        session.press(.enter)
        try session.wait { $0.contains("› cacheRetention") && !$0.contains("unsaved?") }
        session.press(.control("c"))
        try session.wait(for: "› Stay")
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func wrongNumbersAreNamedAndNothingIsWritten() throws {
        let session = try Self.session()
        session.press(.down)
        try session.wait(for: "› temperature")
        session.press(.enter)
        try session.wait(for: "temperature, 0 to 1")
        try session.typeOver("2")
        session.press(.enter)
        try session.wait(for: "2 is over 1.")
        session.press(.escape)
        try session.wait(for: "› temperature")
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        try session.expectNothingWritten()
    }

    @Test func unknownParametersAreShownWithTheirCommand() throws {
        let session = try Self.session("topK: 40")
        session.press(.end)
        try session.wait(for: "› topK")
        session.press(.enter)
        try session.wait { $0.contains("openclaw config set") && $0.contains(".params.topK VALUE") }
        session.press(.escape)
        try session.wait(for: "read-only")
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        try session.expectNothingWritten()
    }

    @Test func aBrokenFileIsNamedAndCanBeReadAgain() throws {
        let home = try Self.home("")
        let whole = try home.read(home.config)
        try home.write("{ broken", to: home.config)
        let session = try WizardSession(home, ["models", "params"])
        try session.wait { $0.contains("cannot be read") && $0.contains("› Read the files again") }
        try home.write(whole, to: home.config)
        try session.wait(for: "› cacheRetention")
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        #expect(try home.read(home.config) == whole)
    }

    @Test func anotherProgramsEditIsSeenAndKept() throws {
        let session = try Self.session()
        let home = session.home
        try session.choose("3", until: "1 not saved")
        session.terminal.settle()
        let run = try home.run([
            "config", "set", "agents.defaults.models.anthropic/claude-opus-4-6.params.temperature", "1",
        ])
        #expect(run.status == 0, "\(run.text)")
        try session.wait(for: "openclaw.json was changed by another program.")
        session.press(.character("s"))
        try session.wait(for: "Save this change?")
        session.press(.character("y"))
        try session.wait(for: "Saved claude-opus-4-6")
        #expect(try home.read(home.config).contains("temperature: 1, cacheRetention: \"long\""))
        session.press(.character("q"))
        try Self.leave(session)
    }

    @Test func itOpensFromHomeAndLeadsBackThere() throws {
        let session = try Self.session("", [])
        try session.wait { $0.contains("Parameters") && $0.contains("Onboard") }
        let row = session.lines.first { $0.contains("Parameters") } ?? ""
        let digit = row.first { $0.isNumber }
        session.press(.character(try #require(digit)))
        // Waits for the whole frame: rows of Home are visible until all of it has arrived.
        try session.wait { $0.contains("› cacheRetention") && !$0.contains("Onboard") }
        session.press(.escape)
        try session.wait { $0.contains("Onboard") && !$0.contains("cacheRetention") }
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test func withoutATerminalItSaysSo() throws {
        let home = try Self.home("")
        let run = try home.run(["models", "params"])
        #expect(run.status == 1 && run.outputText.isEmpty)
        #expect(run.errorText.contains("terminal") && run.errorText.contains("openclaw config get"))
    }
}

extension WizardSession {
    /// Opens the editor of the marked parameter and chooses the row with this digit.
    fileprivate func choose(_ digit: Character, until text: String) throws {
        press(.enter)
        try wait(for: "› not set")
        press(.character(digit))
        try wait(for: text)
    }

    /// Clears a field and types, one key after the other.
    fileprivate func typeOver(_ text: String) throws {
        press(.control("u"))
        terminal.settle()
        for character in text {
            press(.character(character))
            terminal.settle()
        }
        try wait(for: text)
    }
}
