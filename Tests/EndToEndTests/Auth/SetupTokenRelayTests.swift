import Foundation
import TerminalUI
import TestSupport
import Testing

/// `claude setup-token` run inside our masked screen: a fake `claude` in a real pseudo-terminal.
@Suite("models auth setup-token")
struct SetupTokenRelayTests {
    /// Like the real one it asks, repaints, and prints a banner and a token, wrapped at the window's width.
    private static let claude = """
        #!/bin/bash
        token=$(cat "$HOME/token")
        columns=$(stty size | cut -d' ' -f2)
        printf '\\033[?25l\\033[1mWelcome to Claude Code\\033[0m\\r\\n\\r\\n'
        printf 'Browser did not open? Use this address:\\r\\nhttps://claude.ai/oauth/authorize?code=true\\r\\n\\r\\n'
        printf 'Paste code here if prompted > '
        stty -echo; read -r code; stty echo
        [ "$code" = fail ] && { printf '\\r\\nLogin failed %s\\r\\n' "$token"; exit 3; }
        [ "$code" = silent ] && exit 0
        paint() {
          printf '\\033[H\\033[2J\\033]0;%s\\007' "$token"
          printf '%s\\r\\n' '+-----------------------+' '|  Your token is ready   |' '+-----------------------+'
          printf '\\r\\nYour OAuth token (valid for 1 year):\\r\\n\\r\\n'
          rest=$token; width=$((columns - 2))
          while [ -n "$rest" ]; do printf '\\033[33m%s\\033[0m\\r\\n' "${rest:0:width}"; rest=${rest:width}; done
          printf '\\r\\nStore this token securely. You will not see it again.\\r\\n'
          printf 'Use it by setting: export CLAUDE_CODE_OAUTH_TOKEN=<token>\\r\\n'
        }
        paint; paint; printf '\\033[6n'; IFS= read -rs -d R -t 5 answer; paint
        printf '\\r\\nPress Enter '; read -r _
        env > "$HOME/seen"
        printf '\\033[?25h'
        """

    private func start(_ columns: Int, adding more: [String: String] = [:]) throws -> WizardSession {
        let home = try TestHome(variables: ["ANTHROPIC_API_KEY": Fake.otherKey].merging(more) { $1 })
        try home.writeScript(Self.claude, to: home.root + "/bin/claude")
        try home.write(Fake.token, to: home.root + "/token")
        let session = try WizardSession(
            home,
            ["models", "auth", "setup-token", "--provider", "anthropic"],
            size: Size(columns: columns, rows: 24),
            adding: ["PATH": home.root + "/bin:/usr/bin:/bin"]
        )
        try session.wait(for: "Enter runs claude setup-token")
        session.press(.enter)
        try session.wait(for: "Paste code here if prompted >")
        return session
    }

    @Test(arguments: [80, 40]) func theTokenIsStoredByteForByteAndNeverShown(columns: Int) throws {
        let session = try start(columns)
        #expect(session.terminal.screen.contains("Welcome to Claude Code"))
        session.terminal.send(bytes: "code\r")
        try session.wait(for: "Press Enter")
        #expect(session.terminal.screen.text.contains("**********"))
        #expect(session.terminal.screen.contains("Store this token securely"))
        // The token is on claude's screen now, but in no arguments or environment.
        for name in ["cmdline", "environ"] {
            let seen = FileManager.default.contents(atPath: "/proc/\(session.terminal.processID)/\(name)") ?? Data()
            #expect(
                !seen.isEmpty
                    && Fake.pieces.allSatisfy { $0 == "JJJJJJ" || !String(decoding: seen, as: UTF8.self).contains($0) }
            )
        }
        session.press(.enter)
        try session.wait(for: "Do it? y/N")
        #expect(!session.terminal.screen.isAlternate)
        session.terminal.send(bytes: "y")
        #expect(try session.waitForExit() == 0)
        #expect(try session.home.secret(of: "anthropic:manual") == Fake.token)
        try expectDate(of: "anthropic:manual", in: session.home)
        session.expectTerminalAsBefore()
        let seen = try session.home.read(session.home.root + "/seen")
        #expect(seen.contains("HOME=") && !seen.contains("ANTHROPIC") && !seen.contains("OPENCLAW"))
    }

    /// The day on which it was made is known, and stands in no file of the gateway.
    private func expectDate(of profile: String, in home: TestHome) throws {
        let list = try home.run(["models", "auth", "list", "--json"])
        #expect(list.outputText.contains(#""madeAt""#), "\(list.outputText)")
        #expect(try home.run(["models", "auth", "list"]).outputText.contains("these live about a year"))
        let record = try home.read(home.state + "/setup/verified.json")
        #expect(record.contains(#""madeHere""#) && Fake.pieces.allSatisfy { !record.contains($0) })
        #expect(try !home.read(home.store).contains("made"))
    }

    @Test(arguments: ["fail", "silent"]) func aRunWithoutATokenStoresNothing(code: String) throws {
        let session = try start(80)
        session.terminal.send(bytes: code + "\r")
        #expect(try session.waitForExit() == 1)
        #expect(session.terminal.screen.text.contains(code == "fail" ? "exit code 3" : "without printing a token"))
        session.expectTerminalAsBefore()
        #expect(!session.home.exists(session.home.store))
    }

    @Test func twiceControlCLeavesAndStoresNothing() throws {
        let session = try start(80)
        session.press(.control("c"), .control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        #expect(!session.home.exists(session.home.store))
    }

    @Test func aResizeReachesTheProgramAndTheMask() throws {
        let session = try start(80)
        session.terminal.resize(Size(columns: 60, rows: 20))
        try session.wait(for: "Ctrl-C twice ends this")
        session.terminal.send(bytes: "code\r")
        try session.wait(for: "Press Enter")
        session.press(.enter)
        try session.wait(for: "Do it? y/N")
        session.press(.enter)
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }

    @Test func aPasteIsTakenInstead() throws {
        let home = try TestHome.fresh()
        try home.writeScript("#!/bin/sh\nexit 9\n", to: home.root + "/bin/claude")
        let session = try WizardSession(
            home,
            ["models", "auth", "setup-token"],
            adding: ["PATH": home.root + "/bin:/usr/bin:/bin"]
        )
        try session.wait(for: "p pastes a token instead")
        session.terminal.send(bytes: "p")
        try session.wait(for: "Paste your setup-token")
        session.press(.escape)
        #expect(try session.waitForExit() == 130)
        try session.expectNothingWritten()
    }

    @Test func withoutATerminalItReadsThePipe() throws {
        let home = try TestHome.fresh()
        #expect(try home.auth("setup-token", "--provider", "anthropic", input: Fake.token).status == 0)
        #expect(try home.secret(of: "anthropic:manual") == Fake.token)
    }
}
