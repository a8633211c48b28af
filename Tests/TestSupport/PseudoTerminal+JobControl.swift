package import TerminalUI

extension PseudoTerminal {
    /// Starts a program under a shell with job control, because a session leader cannot be stopped by Ctrl-Z.
    ///
    /// When it is stopped the shell writes `[stopped]`; Enter resumes it in the foreground. The shell ends when the
    /// program ends.
    package static func withJobControl(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String],
        size: Size = Size(columns: 80, rows: 24)
    ) throws -> PseudoTerminal {
        // A recursive function, because bash leaves a loop when a job in it stops. 148 is SIGTSTP, 147 SIGSTOP.
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
