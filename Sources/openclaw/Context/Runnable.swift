internal import GatewayHost

/// A command of ours: runs in a context and gives the exit code.
@MainActor
protocol Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32
}

/// A command that opens a screen on a terminal; without one it answers with its help.
@MainActor
protocol ShowsScreen: Runnable {}
