internal import GatewayConfig
internal import GatewayHost

/// Finishes or takes back what a crash left, before a command does anything else.
struct Recovery {
    let context: ProgramContext

    /// Gives the environment that was read meanwhile, where nothing had to be done that could have changed it.
    @discardableResult
    func run() throws(Problem) -> HostEnvironment? {
        switch try InterruptedApply.settle(on: context.host, texts: Words.texts) {
        case .nothing(let environment): return environment
        case .settled(let lines):
            for line in lines { Console.error(line) }
            return nil
        }
    }
}
