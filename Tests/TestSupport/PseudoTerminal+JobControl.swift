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
        // A function that calls itself: bash leaves a loop when a job in it stops. 148 is SIGTSTP, 147 SIGSTOP.
        let script = """
            again() {
                [ $1 -eq 148 ] || [ $1 -eq 147 ] || exit $1
                echo '[stopped]'; read -r line; fg >/dev/null; again $?
            }
            "$@"; again $?
            """
        let command = ["--norc", "--noprofile", "-m", "-c", script, "shell", program]
        return try PseudoTerminal("/bin/bash", command + arguments, environment: environment, size: size)
    }
}
