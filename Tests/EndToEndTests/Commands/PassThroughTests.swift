import TerminalUI
import TestSupport
import Testing

/// Commands that are not ours are passed on unchanged to the next `openclaw` on PATH.
@Suite("Pass-through")
struct PassThroughTests {
    /// A home with another `openclaw` that prints its arguments, one per line, and records that it ran.
    private func home(_ script: String = #"echo "the other one"; printf '<%s>\n' "$@"; exit 7"#) throws -> TestHome {
        let home = try TestHome.fresh()
        try home.writeScript("#!/bin/sh\n\(script)\n", to: home.root + "/bin/openclaw")
        return home
    }

    private func path(_ home: TestHome) -> [String: String] { ["PATH": home.root + "/bin:/usr/bin:/bin"] }

    static let foreign: [[String]] = [
        ["gateway"], ["gateway", "--port", "18789"], ["models", "scan"], ["models", "auth", "login"],
        ["agents", "list", "--json"], ["doctor", "--fix", "", "two words", "*", "$HOME", "--", "-x"],
        ["message", "--text", "line\nbreak"],
    ]

    @Test(arguments: foreign) func argumentsArriveUntouched(arguments: [String]) throws {
        let home = try home()
        let run = try home.run(arguments, adding: path(home))
        #expect(run.status == 7)
        #expect(run.outputText == "the other one\n" + arguments.map { "<\($0)>\n" }.joined())
        #expect(run.errorText.isEmpty)
    }

    /// A shell writes the bytes, as a test cannot hand them on as texts.
    @Test("words that are not UTF-8 arrive as they are") func bytesArriveUntouched() throws {
        let home = try home(#"printf '%s' "$2" | od -An -tx1"#)
        try home.writeScript(
            "#!/bin/sh\n'\(Program.path)' gateway \"$(printf '\\377\\376\\303\\251')\"\n",
            to: home.root + "/try"
        )
        let run = ChildProcess(
            command: [home.root + "/try"],
            environment: home.environment.merging(path(home)) { $1 },
            folder: home.root
        )
        #expect(try run.run().outputText.contains("ff fe c3 a9"))
    }

    @Test("a folder of PATH whose name is not UTF-8 is looked into too") func aFolderOfBytesIsSearched() throws {
        let home = try home()
        try home.writeScript(
            """
            #!/bin/sh
            folder="$(printf '%s/p\\377' "$HOME")"
            mkdir -p "$folder" && cp '\(home.root)/bin/openclaw' "$folder/openclaw"
            PATH="$folder:/usr/bin:/bin" '\(Program.path)' gateway x

            """,
            to: home.root + "/try"
        )
        let run = try ChildProcess(command: [home.root + "/try"], environment: home.environment, folder: home.root)
            .run()
        #expect(run.status == 7 && run.outputText.hasPrefix("the other one"), "\(run.text)")
    }

    static let ours: [[String]] = [
        ["onboard", "--no-such-flag"], ["onboard", "--instal-daemon"], ["undo", "--no-such-flag"],
        ["models", "status", "--no-such-flag"], ["--no-such-flag"], ["onboard", "extra"],
        ["undo", "11112222", "extra"],
        ["history", "extra"],
    ]

    @Test("a mistyped flag of ours never starts the other program", arguments: ours)
    func aMistypedFlagStaysHere(arguments: [String]) throws {
        let home = try home()
        let run = try home.run(arguments, adding: path(home))
        #expect(run.status == 64)
        #expect(!run.text.contains("the other one"))
    }

    @Test(
        "a word behind any command of ours is looked for among its own",
        arguments: [
            ("models auth order st", "models auth order set"), ("help onbord", "help onboard"),
            ("config sett a", "config set"),
        ]
    )
    func theNearestCommandIsNamed(typed: String, meant: String) throws {
        let run = try TestHome.fresh().run(typed.split(separator: " ").map(String.init))
        #expect(run.status == 64 && run.errorText.contains("did you mean openclaw \(meant)?"), "\(run.text)")
        #expect(run.errorText.contains(typed.hasPrefix("models") ? "command: models auth order st." : "command: "))
    }

    @Test func withoutAnotherProgramTheCommandIsUnknown() throws {
        let run = try TestHome.fresh().run(["gateway"])
        #expect(run.status == 64)
        #expect(run.errorText.contains("gateway") && run.errorText.contains("PATH"))
    }

    @Test("a program that comes straight back is not started again") func aLoopEnds() throws {
        let home = try home("exec '\(Program.path)' \"$@\"")
        let run = try home.run(["gateway"], adding: path(home))
        #expect(run.status == 64)
    }

    @Test("a loop through a child process ends too") func aLoopThroughAChildEnds() throws {
        let home = try home("'\(Program.path)' \"$@\"; exit $?")
        #expect(try home.run(["gateway"], adding: path(home)).status == 64)
    }

    @Test("a link to this very program is skipped") func aLinkToUsIsSkipped() throws {
        let home = try home()
        try home.link("openclaw", in: "first", to: Program.path)
        let path = ["PATH": home.root + "/first:" + home.root + "/bin:/usr/bin:/bin"]
        #expect(try home.run(["gateway"], adding: path).outputText == "the other one\n<gateway>\n")
    }

    @Test("signal dispositions, the mask and the limits arrive as they were") func theProcessIsPassedOnAsItWas() throws
    {
        let home = try home("grep -E '^Sig(Blk|Ign|Cgt)' /proc/self/status; ulimit -c; ulimit -Hc")
        let direct = ChildProcess(
            command: [home.root + "/bin/openclaw", "gateway"],
            environment: home.environment.merging(path(home)) { $1 },
            folder: home.root
        )
        #expect(try home.run(["gateway"], adding: path(home)).outputText == direct.run().outputText)
    }

    @Test("the terminal belongs to the other program") func theTerminalIsPassedOn() throws {
        let home = try home("test -t 0 && test -t 1 && echo 'on a terminal'; stty -a | grep -o ' echo '")
        let session = try WizardSession(home, ["tui"], adding: path(home))
        #expect(try session.waitForExit() == 0)
        #expect(session.terminal.screen.contains("on a terminal"))
        session.expectTerminalAsBefore()
    }
}
