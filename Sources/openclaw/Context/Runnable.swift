internal import GatewayHost

/// A command of this program: runs in a context and returns the exit code.
@MainActor
protocol Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32
}

/// A command that opens a screen on a terminal; without one it prints its help, unless line mode was asked for.
@MainActor
protocol ShowsScreen: Runnable {}
