internal import GatewayHost
internal import Screens
internal import TerminalUI

/// Opens a browse screen (Home, profiles, parameters) on the real host.
@MainActor
struct BrowseSurface {
    let context: ProgramContext

    /// Whether a command line opens a browse screen on a terminal and has no arguments to parse.
    static func isPlain(_ words: [String]) -> Bool {
        words.isEmpty || words == ["models", "auth"] || words == ["models", "params"]
    }

    /// Opens the screen that such a command line names.
    func run(plainly words: [String]) throws(Problem) -> Int32 {
        switch words.last {
        case "auth": try profiles(agent: nil)
        case "params": try parameters()
        default: try home()
        }
    }

    /// `openclaw models auth` on a terminal: the profiles of an agent.
    func profiles(agent name: String?) throws(Problem) -> Int32 {
        try run(.profiles, agent: name, next: Words.texts.command("models auth list")) {
            Navigator(profiles: $0, agent: $1, seenAt: MonotonicClock.now())
        }
    }

    /// `openclaw models params` on a terminal: the parameters of all models.
    func parameters() throws(Problem) -> Int32 {
        let next = Words.texts.command("config get agents.defaults.models --origin")
        return try run(.parameters, noTerminal: "params.noTerminal", next: next) { host, _ in
            Navigator(parameters: host, seenAt: MonotonicClock.now())
        }
    }

    /// `openclaw` alone on a terminal.
    func home() throws(Problem) -> Int32 {
        try run(.home, next: Words.texts.command("models status")) { host, _ in
            Navigator(home: host, seenAt: MonotonicClock.now())
        }
    }

    /// - Parameters:
    ///   - noTerminal: the text key of what is said without a terminal.
    ///   - next: a command that prints what the screen would have shown.
    private func run(
        _ kind: LoadingPage.Kind,
        agent name: String? = nil,
        noTerminal: String = "auth.browse.noTerminal",
        next: String,
        _ make: (BrowseHost, _ agent: String?) -> Navigator
    ) throws(Problem) -> Int32 {
        try context.requireTerminal(Words.text(noTerminal), next: next)
        let opening = OpeningScreen(kind, in: context, next: next)
        defer { opening.close() }
        let snapshot = try context.settledSnapshot { opening.isReading($0) }
        let agent = try name.map { name throws(Problem) in
            try snapshot.agentID(name, context.live.explanation(of: snapshot))
        }
        let surface = try opening.surface()
        let live = LiveHost(context.host, texts: surface.texts)
        let effects = LiveBrowseEffects(live, snapshot: snapshot, isSpoken: surface.isSpoken) { surface.watch($0) }
        let outcome = surface.run(make(effects.browseHost, agent), effects)
        for line in outcome.lines { Console.output(line) }
        return outcome.code
    }
}
