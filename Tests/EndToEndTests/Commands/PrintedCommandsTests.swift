import Foundation
import TestSupport
import Testing

/// Every printed command of ours starts this program, however it is installed beside the gateway's.
@Suite("Printed commands reach this program") struct PrintedCommandsTests {
    @Test("printed commands in three installations", arguments: Installation.Kind.allCases)
    func printedCommandsReachUs(kind: Installation.Kind) throws {
        let host = try Installation(kind)
        let texts = try Self.texts(host)
        let commands = Set(
            texts.flatMap(PrintedCommand.all).filter { OwnCommands.begin($0.rest.split(separator: " ")) }
        )
        #expect(Set(commands.map(\.name)).count >= 25, "\(commands.map(\.name).sorted())")
        let version = try host.run(["--version"]).outputText
        for command in commands {
            let run = try host.shell(command.word + " --version")
            #expect(run.status == 0 && run.outputText == version, "\(command.line): \(run.text)")
        }
        #expect(host.callsOfTheOther.isEmpty, "\(host.callsOfTheOther)")
    }

    @Test("a printed command does what it says", arguments: Installation.Kind.allCases)
    func aPrintedCommandRuns(kind: Installation.Kind) throws {
        let host = try Installation(kind)
        let told = try Self.onboard(host).outputText
        let status = try #require(PrintedCommand.all(in: told).first { $0.rest == "models status" })
        #expect(try host.shell(status.line).outputText.contains("anthropic:default"))
        let preview = try host.run(["undo"]).outputText
        let undo = try #require(PrintedCommand.all(in: preview).first { $0.rest == "undo --yes" })
        let run = try host.shell(undo.line)
        #expect(run.status == 0 && !host.home.exists(host.home.store), "\(run.text)")
        #expect(host.callsOfTheOther.isEmpty)
    }

    @Test("commands of the gateway stay its own", arguments: Installation.Kind.allCases)
    func theGatewaysCommandsReachTheGateway(kind: Installation.Kind) throws {
        let host = try Installation(kind)
        let run = try host.run(["onboard", "--non-interactive", "--accept-risk", "--install-daemon"])
        #expect(run.errorText.contains("run openclaw gateway install by itself"), "\(run.text)")
        #expect(try host.shell("openclaw gateway install").outputText == "other\n")
        #expect(host.callsOfTheOther == "gateway install\n")
    }

    @Test("every command that the tests of the texts know is one of the help, and no other") func theListIsTheTree()
        throws
    {
        let home = try TestHome.fresh()
        var waiting: [[String]] = [[]]
        var found: Set<String> = []
        while let words = waiting.popLast() {
            if !words.isEmpty { found.insert(words.joined(separator: " ")) }
            waiting += HelpGoldenTests.subcommands(in: try home.run(words + ["--help"]).outputText).map { words + [$0] }
        }
        #expect(found == OwnCommands.all, "\(found.symmetricDifference(OwnCommands.all).sorted())")
    }

    // MARK: - What is printed

    private static func onboard(_ host: Installation) throws -> Run {
        try host.run(["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"], input: Fake.apiKey)
    }

    /// What typical situations print: an empty host, one with a key, changes, refusals, documents and the help.
    private static func texts(_ host: Installation) throws -> [String] {
        let empty: [[String]] = [
            [], ["models", "status"], ["models", "status", "--json"], ["onboard"], ["models", "auth"], ["undo"],
            ["history"], ["restore"], ["models", "auth", "list"], ["config", "set", "gateway.port"],
            ["models", "auth", "rotate", "anthropic:none"], ["models", "auth", "import"],
            ["onboard", "--non-interactive"], ["onboard", "--non-interactive", "--json"],
            ["models", "cache-check", "--yes"], ["models", "auth", "paste-token", "--provider", "other"],
        ]
        let filled: [[String]] = [
            ["models", "status"], ["models", "auth", "logout", "anthropic:none"], ["models", "auth", "copy"],
            ["models", "auth", "rename", "anthropic:default"], ["undo", "ffffffff"], ["models", "status", "--json"],
            ["config", "migrate"], ["restore", "ffffffff"], ["models", "params"], ["history"], ["config", "diff"],
            ["models", "auth", "verify"], ["models", "auth", "purge", "--json"], ["undo"], ["config", "set", "x", "-"],
            ["models", "auth", "logout", "anthropic:default", "--yes"], ["models", "status"],
        ]
        var texts = try empty.map { try host.run($0).text }
        texts.append(try onboard(host).text)
        let rotation = ["models", "auth", "rotate", "anthropic:default", "--yes"]
        texts.append(try host.run(rotation, input: Fake.otherKey).text)
        texts.append(try host.run(["models", "auth", "add"], input: Fake.token).text)
        texts += try filled.map { try host.run($0).text }
        texts += try (OwnCommands.all.sorted() + [""]).map { command in
            try host.run(command.split(separator: " ").map(String.init) + ["--help"]).text
        }
        return texts
    }
}
