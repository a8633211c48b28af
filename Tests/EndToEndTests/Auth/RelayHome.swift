import TerminalUI
import TestSupport

/// A host whose `claude` is a test script.
struct RelayHome {
    let home: TestHome

    /// `$TOKEN` in the script is the fake token.
    init(claude script: String) throws {
        home = try TestHome.fresh()
        try home.write(Fake.token, to: home.root + "/token")
        try home.writeScript(
            "#!/bin/bash\nTOKEN=$(cat \"$HOME/token\")\n" + script + "\n",
            to: home.root + "/bin/claude"
        )
    }

    /// `models auth setup-token` on a terminal, with `--yes` unless a person should be asked.
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
