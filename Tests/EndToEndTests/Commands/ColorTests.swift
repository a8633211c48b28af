import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import openclaw

/// Colours and columns only on a terminal, never in a pipe; both are decided in one place.
@Suite("Colours and columns") struct ColorTests {
    private static let escape = "\u{1B}["

    // MARK: - Who decides

    struct Wish: Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var isTerminal = true
        var refuses = false
        var colors: Palette.Colors
        var hasBold = true
        var testDescription: String {
            "\(environment) \(isTerminal ? "terminal" : "pipe")\(refuses ? " --no-color" : "")"
        }
    }

    static let wishes = [
        Wish(environment: ["TERM": "xterm-256color"], colors: .many),
        Wish(environment: ["TERM": "xterm", "COLORTERM": "truecolor"], colors: .many),
        Wish(environment: ["TERM": "linux"], colors: .eight),
        Wish(environment: ["TERM": "vt220"], colors: .none),
        Wish(environment: ["TERM": "dumb"], colors: .none, hasBold: false),
        Wish(environment: [:], colors: .none, hasBold: false),
        Wish(environment: ["TERM": "xterm-256color"], isTerminal: false, colors: .none, hasBold: false),
        Wish(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"], colors: .none),
        Wish(environment: ["TERM": "xterm-256color", "NO_COLOR": ""], colors: .many),
        Wish(environment: ["TERM": "xterm-256color"], refuses: true, colors: .none),
        Wish(environment: ["FORCE_COLOR": "1", "TERM": "xterm-256color"], isTerminal: false, colors: .eight),
        Wish(environment: ["FORCE_COLOR": "true", "TERM": "xterm-256color"], isTerminal: false, colors: .many),
        Wish(environment: ["FORCE_COLOR": "yes"], isTerminal: false, colors: .eight),
        Wish(environment: ["FORCE_COLOR": "3", "TERM": "dumb"], colors: .many),
        Wish(environment: ["FORCE_COLOR": "0", "TERM": "xterm-256color"], colors: .none),
        Wish(environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"], isTerminal: false, colors: .none, hasBold: false),
        Wish(environment: ["FORCE_COLOR": "1"], isTerminal: false, refuses: true, colors: .none, hasBold: false),
    ]

    @Test(arguments: wishes) func oneOfThemDecides(wish: Wish) {
        let palette = Palette(environment: wish.environment, isTerminal: wish.isTerminal, refusesColor: wish.refuses)
        #expect(palette.colors == wish.colors && palette.hasBold == wish.hasBold)
    }

    @Test func aRoleLooksAsOnTheScreens() {
        let many = Palette(environment: ["TERM": "xterm-256color"], isTerminal: true, refusesColor: false)
        #expect(many.dressed("can", as: .ok) == "\u{1B}[38;5;28mcan\u{1B}[0m")
        #expect(many.dressed("Error:", as: .error) == "\u{1B}[1;38;5;160mError:\u{1B}[0m")
        let eight = Palette(environment: ["TERM": "xterm"], isTerminal: true, refusesColor: false)
        #expect(eight.dressed("!", as: .warning) == "\u{1B}[1m!\u{1B}[0m")
        #expect(eight.dressed("x", as: .text) == "x" && eight.dressed("", as: .error) == "")
        #expect(Palette.plain.dressed("x", as: .error) == "x")
    }

    // MARK: - Layout

    private static let table: [ReportLine] = [
        .fact("Credential", [.init("anthropic:old"), .init("setup-token")]), .fact("模型", [.init("claude-opus-4-6")]),
        .sentence("Three words wrap"), ReportLine(.row, [.init("a"), .init("ready", .ok)]),
        ReportLine(.row, [.init("long"), .init("off", .error)]),
        .verbatim("Next: openclaw models status, as long as it is"),
    ]

    @Test func aTerminalAlignsByCells() {
        let lines = ConsoleText(palette: .plain, columns: 80).lines(Self.table)
        #expect(
            lines == [
                "  Credential  anthropic:old, setup-token", "  模型        claude-opus-4-6", "Three words wrap",
                "  a     ready",
                "  long  off", "Next: openclaw models status, as long as it is",
            ]
        )
    }

    @Test func aNarrowTerminalStacksAndBreaksAtWords() {
        let lines = ConsoleText(palette: .plain, columns: 12).lines(Self.table)
        #expect(
            lines == [
                "  Credential", "    anthropic:old,", "    setup-token", "  模型", "    claude-opus-4-6", "Three words",
                "wrap", "  a", "    ready", "  long", "    off", "Next: openclaw models status, as long as it is",
            ]
        )
    }

    @Test("one long cell breaks its own row only") func aLongCellGoesBelowItsRow() {
        func row(_ id: String, _ state: String) -> ReportLine {
            ReportLine(.row, [.init(id), .init("API key"), .init(state), .init("not checked")])
        }
        let long = "refers to the variable ANTHROPIC_API_KEY_OF_THE_OTHER_ACCOUNT, which is not looked at here"
        let lines = ConsoleText(palette: .plain, columns: 100).lines([
            row("anthropic:default", "ready"), row("anthropic:work", long), row("anthropic:old", "empty"),
        ])
        #expect(
            lines == [
                "  anthropic:default  API key  ready  not checked", "  anthropic:work     API key",
                "    \(long),", "    not checked", "  anthropic:old      API key  empty  not checked",
            ]
        )
    }

    @Test func aPipeGetsOneLineEachWithPlainSeparators() {
        #expect(
            ConsoleText(palette: .plain, columns: nil).lines(Self.table) == [
                "  Credential: anthropic:old, setup-token", "  模型: claude-opus-4-6", "Three words wrap", "a\tready",
                "long\toff",
                "Next: openclaw models status, as long as it is",
            ]
        )
    }

    // MARK: - The program

    @Test func aPipeHasNoEscapeSequence() throws {
        let home = try EveryCommand.home()
        for command in EveryCommand.others {
            let run = try home.run(try command.line(in: home))
            #expect(!run.text.contains("\u{1B}"), "\(command)")
        }
    }

    @Test(arguments: [
        (["FORCE_COLOR": "1"], [], true), (["FORCE_COLOR": "1", "NO_COLOR": "1"], [], false),
        (["FORCE_COLOR": "1"], ["--no-color"], false),
    ])
    func aPipeHasColoursWhenTheyAreForced(environment: [String: String], flags: [String], expected: Bool) throws {
        let home = try EveryCommand.home()
        for words in [["models", "status"], ["config", "validate"], ["models", "auth", "list"], ["undo"]] {
            for line in [words + flags, flags + words] {
                let run = try home.run(line, adding: environment)
                #expect(run.status == 0 && run.text.contains(Self.escape) == expected, "\(line): \(run.text)")
            }
        }
        let error = try home.run(["models", "auth", "rotate"] + flags, adding: environment)
        #expect(error.errorText.contains(Self.escape) == expected)
    }

    @Test(arguments: [["--json"], ["--plain"]]) func whatMachinesReadIsTheSameEverywhere(flags: [String]) throws {
        let home = try EveryCommand.home()
        let plain = try home.run(["models", "status"] + flags)
        let forced = try home.run(
            ["models", "status"] + flags,
            adding: ["FORCE_COLOR": "1", "LC_ALL": "zh_TW.UTF-8", "TZ": "CST-8"]
        )
        let times = /"remainingMs": \d+/
        #expect(plain.outputText.replacing(times, with: "") == forced.outputText.replacing(times, with: ""))
    }

    @Test(arguments: [120, 40]) func aTerminalHasColumnsAndColours(columns: Int) throws {
        let session = try WizardSession(
            EveryCommand.home(),
            ["models", "auth", "list"],
            size: Size(columns: columns, rows: 30)
        )
        #expect(try session.waitForExit() == 0)
        #expect(session.terminal.wrote("\u{1B}[38;5;28mready"))
        let screen = session.lines
        if columns == 120 {
            let row = "  anthropic:old      setup-token  ends stuv  ready"
            #expect(screen.contains { $0.hasPrefix(row) && $0.hasSuffix("not checked") }, "\(screen)")
        } else {
            #expect(
                screen.contains("  anthropic:old") && screen.contains("    setup-token, ends stuv, ready,"),
                "\(screen)"
            )
        }
        #expect(screen.allSatisfy { $0.count <= columns })
    }

    @Test func theFlagIsNotHandedOnAsOursButStaysWithTheOthersProgram() throws {
        let home = try TestHome.fresh()
        try home.writeScript("#!/bin/sh\necho \"$@\"\n", to: home.root + "/bin/openclaw")
        let run = try home.run(["--no-color", "gateway", "status"], adding: ["PATH": home.root + "/bin:/usr/bin:/bin"])
        #expect(run.outputText == "--no-color gateway status\n")
    }

    @Test func timesAreThoseOfTheHost() throws {
        let home = try EveryCommand.home()
        for words in [
            ["undo"], ["config", "diff"], ["models", "status"], ["models", "auth", "list"], ["history"], ["restore"],
        ] {
            let run = try home.run(words, adding: ["TZ": "XYZ-8"])
            #expect(run.outputText.contains(" XYZ") && !run.outputText.contains(" UTC"), "\(run.text)")
        }
    }
}
