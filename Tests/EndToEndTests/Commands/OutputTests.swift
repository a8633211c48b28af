import Foundation
import TestSupport
import Testing

/// Output streams that cannot be written: reported where possible, with the documented exit code, and nothing written.
@Suite("Output that cannot be written") struct OutputTests {
    static let writers = [
        "models auth order set anthropic:default", "models auth clear-cooldown anthropic:default",
        "models auth copy anthropic:default --to ops", "models auth logout anthropic:old --yes", "models auth import",
        "config set gateway.port 19002", "config unset gateway.port", "undo --yes", "models auth add",
        "onboard --non-interactive --accept-risk --anthropic-api-key -",
    ]
    static let readers = [
        "models status", "models", "models auth list", "models auth order get", "config get agents", "config validate",
        "config diff", "undo", "history", "restore", "--help", "models auth order set anthropic:default --dry-run",
    ]

    /// Redirections of standard output, and why it cannot be written.
    static let places = [(">/dev/full", "No space left on device"), (">&-", "it is closed")]

    /// Descriptor 4 is a pipe whose reader has exited.
    private static let withoutReader = "exec 4> >(:); wait $!; "

    private func shell(_ home: TestHome, _ line: String) throws -> Run {
        try home.run(
            ["-c", "openclaw() { \"$0\" \"$@\"; }; " + line, Program.path],
            input: Fake.apiKey,
            program: "/bin/bash"
        )
    }

    @Test(arguments: writers, places) func whatCannotBeToldIsNotDone(
        line: String,
        place: (words: String, reason: String)
    ) throws {
        let home = try EveryCommand.home()
        let before = try home.picture()
        let run = try shell(home, "openclaw \(line) \(place.words)")
        #expect(run.status == 1, "\(run.text)")
        #expect(run.errorText.contains("Standard output takes nothing: \(place.reason)."), "\(run.text)")
        #expect(run.errorText.contains("Nothing was changed.") && run.errorText.contains("Next: "), "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test(arguments: readers + ["models status --json", "config set gateway.port 19002 --json"], places)
    func whatIsLostIsSaid(line: String, place: (words: String, reason: String)) throws {
        let home = try EveryCommand.home()
        let before = try home.picture()
        let run = try shell(home, "openclaw \(line) \(place.words)")
        #expect(run.status == 1, "\(run.text)")
        #expect(run.errorText.contains(place.reason) && run.errorText.contains("Next: "), "\(run.text)")
        #expect(try home.picture() == before)
    }

    /// As shells expect: 128 plus SIGPIPE, and no message.
    @Test(arguments: readers) func aReaderThatLeavesEndsItQuietly(line: String) throws {
        let home = try EveryCommand.home()
        let run = try shell(home, Self.withoutReader + "openclaw \(line) >&4; echo $? >&2")
        #expect(run.errorText == "141\n", "\(run.text)")
    }

    @Test(arguments: writers) func aWriterWhoseReaderHasLeftChangesNothing(line: String) throws {
        let home = try EveryCommand.home()
        let before = try home.picture()
        let run = try shell(home, Self.withoutReader + "openclaw \(line) >&4; echo $? >&2")
        #expect(run.errorText.contains("nobody reads it any more") && run.errorText.hasSuffix("1\n"), "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test(arguments: ["2>&-", "2>/dev/full", "2>&- >&- <&-", "<&-"]) func noStreamsNumberIsGivenToAFile(streams: String)
        throws
    {
        let home = try EveryCommand.home()
        let run = try shell(
            home,
            "openclaw models auth order set anthropic:default --profile \(streams); openclaw config set gateway.port 19003 \(streams)"
        )
        #expect(Fake.piece(in: run.text) == nil)
        for (path, entry) in try home.picture().entries {
            guard case .file(let bytes) = entry.kind else { continue }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(!text.contains("Error:") && !text.contains("Updated gateway"), "\(path) holds a message")
        }
    }

    @Test func withoutStandardErrorTheWorkIsDone() throws {
        for streams in ["2>&-", "2>/dev/full"] {
            let home = try TestHome.withProfiles()
            // This command prints a note about the default profile beside the new one.
            let run = try home.run(
                ["-c", "\"$0\" models auth paste-token \(streams)", Program.path],
                input: Fake.token,
                program: "/bin/bash"
            )
            #expect(run.status == 0, "\(run.text)")
            #expect(try home.secret(of: "anthropic:manual") == Fake.token)
        }
    }

    @Test func aReadOnlyStateIsSaidAndNothingIsWritten() throws {
        for command in EveryCommand.storing + EveryCommand.others.filter({ Self.writers.contains($0.testDescription) })
        {
            let home = try EveryCommand.home()
            try home.setMode(0o500, of: home.agentFolder)
            try home.setMode(0o500, of: home.state)
            try home.giveAway()
            let line = try command.line(in: home)
            let before = try home.picture().contents
            let run = try home.run(
                line,
                input: command.secret,
                behind: Unprivileged.prefix,
                program: Unprivileged.program
            )
            #expect(run.status == 1, "\(line): \(run.text)")
            #expect(run.errorText.contains("Error: ") && run.errorText.contains("Next: "), "\(line): \(run.text)")
            #expect(try home.picture().contents == before, "\(line)")
            for path in [home.state, home.agentFolder] { try home.setMode(0o700, of: path) }
        }
    }
}
