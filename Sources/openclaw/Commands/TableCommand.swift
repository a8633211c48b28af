internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// Opens a screen that shows things over the real host.
@MainActor
struct TableCommand {
    let context: ProgramContext

    /// Whether a command line opens a screen on a terminal, and has nothing that a parser would have to read.
    static func isPlain(_ words: [String]) -> Bool {
        words.isEmpty || words == ["models", "auth"] || words == ["models", "params"]
    }

    /// Opens the screen that such a line names.
    func run(plainly words: [String]) throws(Problem) -> Int32 {
        switch words.last {
        case "auth": try profiles(agent: nil)
        case "params": try parameters()
        default: try home()
        }
    }

    /// `openclaw models auth` on a terminal: the profiles of an agent.
    func profiles(agent name: String?) throws(Problem) -> Int32 {
        let snapshot = try context.settledSnapshot()
        let agent = try name.map { name throws(Problem) in try snapshot.agentID(name) }
        return try run(snapshot) { Navigator(profiles: $0, agent: agent, seenAt: MonotonicClock.now()) }
    }

    /// `openclaw models params` on a terminal: the parameters of all models.
    func parameters() throws(Problem) -> Int32 {
        try run(context.settledSnapshot()) { Navigator(parameters: $0, seenAt: MonotonicClock.now()) }
    }

    /// `openclaw` alone on a terminal.
    func home() throws(Problem) -> Int32 {
        try run(context.settledSnapshot()) { Navigator(home: $0, seenAt: MonotonicClock.now()) }
    }

    private func run(_ snapshot: HostSnapshot, _ make: (TableHost) -> Navigator) throws(Problem) -> Int32 {
        let terminal: NcursesTerminal
        do throws(TerminalError) {
            terminal = try NcursesTerminal.open(environment: context.host.environment)
        } catch {
            throw TerminalWords.problem(error)
        }
        defer { terminal.close() }
        // A screen that turned out to be ASCII only has English texts.
        let texts = terminal.capabilities.unicode ? Words.texts : .english
        let effects = LiveTableEffects(context: context, snapshot: snapshot, texts: texts) { terminal.watch($0) }
        let outcome = EventLoop.run(
            make(effects.tableHost),
            terminal: terminal,
            effects: effects,
            tables: effects
        )
        terminal.close()
        for line in outcome.lines { Console.output(line) }
        return outcome.code
    }
}
