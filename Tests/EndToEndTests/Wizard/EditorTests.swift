import TerminalUI
import TestSupport
import Testing

/// The ways out of a broken config in a real terminal: an editor, which is a script here, and a backup.
@Suite("A broken config on a real terminal")
struct EditorTests {
    private func home() throws -> TestHome {
        let home = try TestHome.existing()
        #expect(try home.run(["config", "set", "gateway.port", "19001"]).status == 0)
        let broken = "{\n  gateway: {\n    port: 1,\n    bind: \"loopback\" auth: {} } }\n"
        try home.write(broken, to: home.config)
        return home
    }

    @Test("rule 56: e starts the editor at the line, and its work is read when it ends") func editor() throws {
        let home = try home()
        let script = home.root + "/bin/nano"
        try home.writeScript(
            """
            #!/bin/sh
            PATH=/usr/bin:/bin
            stty -a > '\(home.root)/modes'
            echo "$@" > '\(home.root)/asked'
            echo '{ gateway: { port: 19002 } }' > "$2"

            """,
            to: script
        )
        let session = try WizardSession(home, [], adding: ["EDITOR": script])
        try session.wait(for: "cannot be read")
        session.press(.character("e"))
        try session.wait(for: "The editor ended")
        #expect(try home.read(home.root + "/asked") == "+4 \(home.config)\n")
        #expect(try home.read(home.root + "/modes").contains(" icanon"))
        #expect(!session.terminal.screen.text.contains("cannot be read"))
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }

    @Test("rule 56: a backup is restored after its preview") func restore() throws {
        let home = try home()
        let session = try WizardSession(home, [])
        try session.wait(for: "Restore openclaw.json of")
        session.press(.character("1"))
        try session.wait(for: "Restoring openclaw.json of")
        session.press(.enter)
        try session.wait(for: "Restored openclaw.json of")
        #expect(try home.read(home.config) == TestHome.handWrittenConfig)
        session.press(.escape)
        try session.wait(for: "Profiles")
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }
}
