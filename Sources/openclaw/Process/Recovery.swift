internal import GatewayHost

/// Finishes or takes back what a crash left, before a command does anything else.
struct Recovery {
    let context: ProgramContext

    func run() throws(Problem) {
        for line in try InterruptedApply.settle(on: context.host, texts: Words.texts) { Console.error(line) }
    }
}
