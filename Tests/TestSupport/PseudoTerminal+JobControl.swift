package import TerminalUI

extension PseudoTerminal {
    /// Starts a program under a shell with job control, so that Ctrl-Z stops it: nothing can stop a session leader.
    ///
    /// When it is stopped the shell writes `[stopped]`; a line (Enter) brings it back to the foreground. The shell ends as
    /// the program ends.
    package static func withJobControl(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String],
        size: Size = Size(columns: 80, rows: 24)
    ) throws -> PseudoTerminal {
        let script = """
            "$@"; status=$?
            while [ $status -eq 148 ]; do echo '[stopped]'; read -r line; fg >/dev/null; status=$?; done
            exit $status
            """
        let command = ["--norc", "--noprofile", "-m", "-c", script, "shell", program]
        return try PseudoTerminal("/bin/bash", command + arguments, environment: environment, size: size)
    }
}
