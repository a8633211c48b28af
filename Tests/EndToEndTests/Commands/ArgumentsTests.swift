import Foundation
import Testing

/// The arguments of the command line are read correctly even on restricted hosts.
@Suite("Arguments")
struct ArgumentsTests {
    /// They would become other words and other folders.
    @Test(
        "words and paths that are not UTF-8 are refused, and nothing is made",
        arguments: [
            ("config set agents.defaults.workspace \"$(printf '/a\\377')\"", "Word 4"),
            ("models auth paste-token --token-file \"$(printf 'a\\376')\" --json", "Word 5"),
            ("models status", "OPENCLAW_STATE_DIR"), ("onboard --anthropic-api-key -", "OPENCLAW_STATE_DIR"),
        ]
    )
    func bytesThatAreNoTextAreRefused(line: String, says: String) throws {
        let home = try TestHome.fresh()
        let setting =
            says.hasPrefix("Word")
            ? "" : "OPENCLAW_STATE_DIR=\"$(printf '%s/state\\377' \"$HOME\")\"; export OPENCLAW_STATE_DIR\n"
        try home.writeScript(
            "#!/bin/sh\n\(setting)printf '%s' '\(Fake.apiKey)' | '\(Program.path)' \(line)\n",
            to: home.root + "/try"
        )
        let before = try home.picture()
        let run = try ChildProcess(command: [home.root + "/try"], environment: home.environment, folder: home.root)
            .run()
        #expect(run.status == 1 && run.text.contains(says) && run.text.contains("UTF-8"), "\(run.text)")
        let after = try home.picture()
        #expect(after == before, "\(before.differences(to: after))")
    }

    @Test(
        "a path below a folder whose name is not UTF-8 is refused, and none is made beside it",
        arguments: ["OPENCLAW_STATE_DIR=st", "OPENCLAW_CONFIG_PATH=c.json", "OPENCLAW_HOME=."]
    )
    func aRelativePathBelowBytesIsRefused(setting: String) throws {
        let home = try TestHome.fresh()
        try home.writeScript(
            """
            #!/bin/sh
            mkdir -p "$(printf 'cw\\377')" && cd "$(printf 'cw\\377')" || exit 9
            env \(setting) '\(Program.path)' config set logging.level debug

            """,
            to: home.root + "/try"
        )
        let run = try ChildProcess(command: [home.root + "/try"], environment: home.environment, folder: home.root)
            .run()
        #expect(run.status == 1 && run.text.contains("not UTF-8"), "\(run.text)")
        let names = try FileManager.default.contentsOfDirectory(atPath: home.root).filter { $0.hasPrefix("cw") }
        #expect(names.count == 1, "\(names)")
    }

    /// Swift's standard library reads them from /proc: without it a command with `--check` printed the help and exited
    /// with 0.
    @Test("without /proc a check fails with its own words, or says what is missing")
    func argumentsArriveWithoutProc() throws {
        let home = try TestHome.fresh()
        let run = try home.run(
            ["models", "status", "--check"],
            behind: Mounts.prefix("mount -t tmpfs none /proc")
        )
        #expect(run.status == 1)
        if Program.isRelease {
            #expect(run.outputText.isEmpty && run.errorText.contains("/proc is not mounted"))
        } else {
            #expect(run.outputText.contains("No Claude credential on this host yet."))
        }
    }
}
