import Foundation
import Glibc
import TestSupport
import Testing

/// What the program offers for a command line, and that it neither writes nor shows a secret.
@Suite("Completion candidates") struct CompletionTests {
    /// A host with two agents and three profiles.
    static func home() throws -> TestHome { try EveryCommand.home() }

    /// The words offered behind these; the last one is completed.
    private func offers(_ words: String..., on home: TestHome? = nil) throws -> [String] {
        let home = try home ?? Self.home()
        let run = try home.run(["__complete", "bash"] + words)
        #expect(run.status == 0 && run.errorText.isEmpty, "\(run.text)")
        return run.outputText.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    }

    @Test func commandsAreOffered() throws {
        #expect(try offers("").sorted() == ["config", "help", "history", "models", "onboard", "restore", "undo"])
        #expect(try offers("models", "auth", "or") == ["order"])
        #expect(try offers("models", "auth", "order", "").sorted() == ["clear", "get", "set"])
        #expect(try offers("help", "").contains("exit-codes"))
        #expect(try offers("help", "models", "").contains("auth"))
        #expect(try offers("help", "onboard", "").isEmpty && offers("help", "exit-codes", "").isEmpty)
        #expect(try offers("models", "auth", "--agent", "main", "lo") == ["logout"])
    }

    @Test func flagsAreThoseOfTheCommand() throws {
        let flags = try offers("models", "status", "--")
        for flag in ["--json", "--check", "--agent", "--no-color", "--gateway-release", "--help"] {
            #expect(flags.contains(flag), "\(flag) in \(flags)")
        }
        #expect(!flags.contains("--status-json") && !flags.contains("-h"))
        #expect(try offers("models", "status", "--probe-p") == ["--probe-provider", "--probe-profile"])
    }

    @Test func whatIsHereIsOffered() throws {
        let home = try Self.home()
        #expect(try offers("models", "status", "--agent", "", on: home) == ["main", "ops"])
        let profiles = try offers("models", "auth", "logout", "anthropic:", on: home)
        #expect(profiles.contains("anthropic:default") && profiles.contains("anthropic:old"), "\(profiles)")
        let models = try offers("models", "cache-check", "--model", "claude-", on: home)
        #expect(models.count > 3 && models.allSatisfy { $0.hasPrefix("claude-") }, "\(models)")
        #expect(try offers("models", "cache-check", "--retention", "", on: home) == ["none", "short", "long"])
        #expect(try offers("--gateway-release", "2026.2.9", on: home) == ["2026.2.9"])
        #expect(try offers("onboard", "--token-file", "", on: home) == [":files"])
    }

    @Test("behind a flag that takes a secret nothing is offered")
    func secretsAreNotOffered() throws {
        for flag in ["--token", "--anthropic-api-key", "--gateway-token", "--gateway-password"] {
            #expect(try offers("onboard", flag, "").isEmpty, "\(flag)")
        }
    }

    @Test("nothing is written, not even a time", arguments: [true, false]) func nothingIsWritten(isNew: Bool) throws {
        let home = isNew ? try TestHome.fresh() : try Self.home()
        let before = try home.picture()
        for words in [[""], ["models", "auth", "rotate", ""], ["models", "cache-check", "--model", ""]] {
            let run = try home.run(["__complete", "zsh"] + words)
            #expect(run.status == 0 && Fake.piece(in: run.text) == nil)
        }
        #expect(try home.picture() == before)
    }

    @Test("a name that is a secret, or that a terminal would act on, is not offered") func hostileNamesStayOut() throws
    {
        let home = try Self.home()
        let store = try home.read(home.store)
        let names = [Fake.otherKey, #"bad\u001b[31m"#, "two words", #"line\nbreak"#]
        let more = names.map { #""\#($0)": {"type":"api_key","provider":"anthropic","key":"\#(Fake.apiKey)"},"# }
        try home.write(store.replacing(#""profiles": {"#, with: #""profiles": {"# + more.joined()), to: home.store)
        let offered = try offers("models", "auth", "logout", "", on: home)
        #expect(offered.contains("anthropic:default"))
        #expect(!offered.contains { $0.contains("bad") || $0.contains("two") || $0.contains("line") }, "\(offered)")
        #expect(Fake.piece(in: offered.joined()) == nil)
    }

    @Test(
        "of a host that cannot be read only the agent main is offered, without an error",
        arguments: ["{ broken", "[]"]
    )
    func aBrokenHostIsSilent(config: String) throws {
        let home = try Self.home()
        try home.write(config, to: home.config)
        #expect(try offers("models", "status", "--agent", "", on: home) == ["main"])
    }

    // MARK: - The gateway's words

    /// A home with the gateway's program on PATH and its completion script.
    private func gateway() throws -> TestHome {
        let home = try TestHome.existing()
        try home.putGateway(in: "bin")
        try home.write("# words\n", to: home.state + "/completions/openclaw.bash")
        return home
    }

    private func script(_ home: TestHome, _ words: [String] = ["gateway", ""]) throws -> String? {
        let run = try home.run(
            ["__complete", "bash"] + words,
            adding: ["PATH": home.root + "/bin:/usr/bin:/bin"]
        )
        return run.outputText.split(separator: "\n").first { $0.hasPrefix(":gateway") }.map(String.init)
    }

    @Test func itsScriptIsNamedAndItsProgramNotRun() throws {
        let home = try gateway()
        let wanted = ":gateway \(home.state)/completions/openclaw.bash"
        for words in [["gateway", ""], [""], ["models", ""], ["models", "auth", ""]] {
            #expect(try script(home, words) == wanted, "\(words)")
        }
        for words in [["models", "status", "--"], ["undo", ""]] { #expect(try script(home, words) == nil, "\(words)") }
        #expect(!home.exists(home.root + "/ran"))
    }

    @Test("without its program its script is not read") func withoutItsProgramThereIsNone() throws {
        let home = try gateway()
        try FileManager.default.removeItem(atPath: home.root + "/bin/openclaw")
        #expect(try script(home) == nil)
    }

    @Test("a script that others can write is not read", arguments: ["", "/completions", "/completions/openclaw.bash"])
    func aForeignScriptIsNotRead(place: String) throws {
        let home = try gateway()
        try home.setMode(place.hasSuffix("bash") ? 0o666 : 0o777, of: home.state + place)
        #expect(try script(home) == nil)
    }

    @Test("for root only root's script counts") func rootTrustsRootAlone() throws {
        guard geteuid() == 0 else { return }
        let home = try gateway()
        chown(home.state + "/completions/openclaw.bash", Unprivileged.id, Unprivileged.id)
        #expect(try script(home) == nil)
    }
}
