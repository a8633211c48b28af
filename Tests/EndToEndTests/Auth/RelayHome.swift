import TerminalUI
import TestSupport

/// A host on which `claude` is a script of the test's own.
struct RelayHome {
    let home: TestHome

    /// `$TOKEN` is the fake token in the script.
    init(claude script: String) throws {
        home = try TestHome.fresh()
        try home.write(Fake.token, to: home.root + "/token")
        try home.writeScript(
            "#!/bin/bash\nTOKEN=$(cat \"$HOME/token\")\n" + script + "\n",
            to: home.root + "/bin/claude"
        )
    }

    /// `models auth setup-token` on a terminal, with `--yes` unless a person is there to be asked.
    func start(size: Size = Size(columns: 80, rows: 24), asks: Bool = false) throws -> WizardSession {
        let session = try WizardSession(
            home,
            ["models", "auth", "setup-token", "--provider", "anthropic"] + (asks ? [] : ["--yes"]),
            size: size,
            adding: ["PATH": home.root + "/bin:/usr/bin:/bin"]
        )
        guard asks else { return session }
        try session.wait(for: "runs claude setup-token")
        session.press(.enter)
        return session
    }
}
