import Foundation
import Testing

/// How the word for this program is found.
@Suite("The word that starts this program") struct FoundWordTests {
    /// The word in front of the command that a list of no profiles ends with.
    private func word(_ host: Installation, _ line: String, adding more: [String: String] = [:]) throws -> String {
        let run = try ChildProcess(
            command: ["/bin/bash", "-c", line],
            environment: host.environment.merging(more) { $1 },
            folder: host.home.root
        ).run()
        let found = try #require(run.outputText.firstMatch(of: #/Next: (.*) models auth add/#), "\(run.text)")
        return String(found.output.1)
    }

    @Test("started by another path, the word is openclaw where that is this program") func theSharedNameComesFirst()
        throws
    {
        let host = try Installation(.comesFirst)
        #expect(try word(host, "'\(Program.path)' models auth list") == "openclaw")
        let help = try host.run(["--help"]).outputText
        #expect(help.contains("\n  See 'openclaw help <subcommand>' for detailed help.\n"))
    }

    @Test func aNameThatPathKnowsIsKept() throws {
        #expect(try word(Installation(.besides), "openclaw-setup models auth list") == "openclaw-setup")
    }

    @Test("a path is quoted, and the parser's own quotation marks do not end it") func aPathIsQuoted() throws {
        let host = try Installation(.byPath)
        let quoted = "'\(host.start)'"
        #expect(try word(host, "\(quoted) models auth list") == quoted)
        let help = try host.run(["--help"]).outputText
        #expect(help.contains("USAGE: \(quoted) "))
        #expect(help.contains("See \(quoted) help <subcommand> for detailed help."), "\(help)")
        let refusal = try host.run(["models", "status", "--nope"]).errorText
        #expect(refusal.contains("See \(quoted) models status --help for"), "\(refusal)")
    }

    @Test("a relative path starts it in this folder") func aRelativePathIsKept() throws {
        let host = try Installation(.byPath, folder: "tools")
        #expect(try word(host, "tools/openclaw-setup models auth list") == "tools/openclaw-setup")
    }

    @Test("a name that does not lead here is not printed", arguments: ["openclaw", "claude", "/usr/bin/env", ""])
    func aForgedNameIsNotPrinted(name: String) throws {
        let host = try Installation(.byPath)
        let line = "exec -a '\(name)' '\(host.start)' models auth list"
        #expect(try word(host, line).hasSuffix("/openclaw"))
    }

    @Test("an openclaw that PATH finds in the folder of the moment is no program of ours") func aRelativeEntryIsNoWord()
        throws
    {
        let host = try Installation(.comesFirst)
        let path = ["PATH": "other:" + (host.environment["PATH"] ?? "")]
        #expect(try word(host, "'\(Program.path)' models auth list", adding: path) == Program.path)
    }

    @Test("a folder with a random name is no secret") func theWordIsNotRedacted() throws {
        let host = try Installation(.byPath, folder: "x7Kd93mQpL2vTz8RwYb4NcHs6JfGa1Ue")
        let run = try host.run(["models", "auth", "rotate", "anthropic:none"], input: Fake.apiKey)
        #expect(run.errorText.contains("; \(host.start) models auth add"), "\(run.text)")
        #expect(try host.run(["undo", "--nope"]).errorText.contains("Usage: \(host.start) undo "))
    }

    @Test("a command in the help that is too long for a line goes on behind a backslash")
    func aLongExampleStaysACommand() throws {
        let host = try Installation(.byPath, folder: "a folder with a long name for one program")
        for command in [["config", "set"], ["models", "auth", "copy"], ["onboard"], ["models", "status"], []] {
            let help = try host.run(command + ["--help"]).outputText
            let quoted = "'\(host.start)'"
            let joined = help.replacing(#/ \\\n +/#, with: " ")
            let examples = joined.split(separator: "\n").filter { $0.contains(quoted) }
            #expect(examples.count > 2, "\(help)")
            if command == ["config", "set"] {
                #expect(examples.contains("  \(quoted) config set agents.defaults.heartbeat.every 2h --dry-run"))
            }
        }
    }

    @Test("the manual is about the program as it is installed") func theManualHasTheInstalledName() throws {
        for kind in Installation.Kind.allCases {
            let page = try Installation(kind).run(["__manual"]).outputText
            #expect(page.contains(#".SS "openclaw\-setup models auth rotate""#))
            #expect(!page.contains("openclaw models ") && !page.contains("openclaw onboard"))
        }
    }
}
