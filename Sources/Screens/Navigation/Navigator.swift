package import GatewayHost
internal import Secrets
package import TerminalUI

/// A stack of browse screens.
///
/// Only the top one is drawn and gets keys. When a screen is uncovered, it reads the host again. What was done on any
/// of them is printed after the last one was left.
///
///     let screen = Navigator(profiles: host, agent: nil, seenAt: now)
///     let outcome = EventLoop.run(screen, terminal: terminal, effects: effects, browse: effects)
package struct Navigator: Screen {
    package var capabilities = TerminalCapabilities(colors: 0, unicode: false) {
        didSet {
            for index in pages.indices { pages[index].capabilities = capabilities }
        }
    }

    /// Never empty; the top is last.
    private var pages: [any SpokenScreen]
    private var size = Size(columns: 80, rows: 24)
    private(set) var host: BrowseHost
    private var seenAt: Int64
    /// The wizard that is being prepared opens at the page for a credential.
    private var entersCredential = false
    /// The farewell lines of closed screens.
    private var told: [String] = []

    /// Opens at an agent's profiles.
    package init(profiles host: BrowseHost, agent: String? = nil, seenAt: Int64 = 0) {
        self.init(ProfilesScreen(host, agent: agent, seenAt: seenAt), host, seenAt: seenAt)
    }

    /// Opens at Home.
    package init(home host: BrowseHost, seenAt: Int64 = 0) {
        self.init(HomeScreen(host, seenAt: seenAt), host, seenAt: seenAt)
    }

    /// Opens at the parameters of the models.
    package init(parameters host: BrowseHost, seenAt: Int64 = 0) {
        self.init(ParametersScreen(host), host, seenAt: seenAt)
    }

    private init(_ page: any SpokenScreen, _ host: BrowseHost, seenAt: Int64) {
        pages = [page]
        self.host = host
        self.seenAt = seenAt
    }

    /// The page on top, which line mode reads out.
    var top: any SpokenScreen {
        get { pages[pages.count - 1] }
        set { pages[pages.count - 1] = newValue }
    }

    package func draw(on canvas: inout Canvas) -> Point? { pages[pages.count - 1].draw(on: &canvas) }

    package var draft: SetupDraft? { pages.last?.draft }

    package var farewell: [String] {
        let lines = told + pages.filter { !($0 is Wizard) }.flatMap(\.farewell)
        return lines.isEmpty ? [Words(texts: host.texts, isNarrow: false)("farewell.nothing")] : lines
    }

    // MARK: - Events

    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        switch event {
        case .resized(let size):
            self.size = size
            for index in pages.indices { _ = pages[index].handle(event) }
            return []
        case .browse(.wizard(let result)): return open(result)
        case .browse(.read(let host, let time)): (self.host, seenAt) = (host, time)
        default: break
        }
        return route(pages[pages.count - 1].handle(event))
    }

    /// Handles push and pop requests; returns the other effects to the loop.
    private mutating func route(_ effects: [Effect]) -> [Effect] {
        effects.flatMap { effect -> [Effect] in
            switch effect {
            case .browse(.open(let page)): open(page)
            case .browse(.back): back()
            case .leave(let code) where pages.count > 1 && pages.last is Wizard: closeWizard(code)
            case .leaveForHome: closeWizard(0) + goHome()
            default: [effect]
            }
        }
    }

    private mutating func open(_ page: BrowsePage) -> [Effect] {
        switch page {
        case .profiles(let agent, let profile):
            var screen = ProfilesScreen(host, agent: agent, profile: profile, seenAt: seenAt)
            screen.isRoot = false
            return push(screen)
        case .act(let act, let agent, let profile):
            var screen = ProfilesScreen(host, agent: agent, profile: profile, seenAt: seenAt)
            screen.isRoot = false
            // Its texts depend on the width.
            _ = screen.handle(.resized(size))
            let effects = screen.begin(act, on: profile)
            return push(screen) + route(effects)
        case .agents: return push(AgentsScreen(host))
        case .parameters:
            var screen = ParametersScreen(host)
            screen.isRoot = false
            return push(screen)
        case .wizard(let agent):
            entersCredential = false
            return [.browse(.prepareWizard(agent: agent))]
        case .credential(let agent):
            entersCredential = true
            return [.browse(.prepareWizard(agent: agent))]
        case .history(let backup):
            var screen = HistoryScreen(host, seenAt: seenAt)
            // Its texts depend on the width.
            _ = screen.handle(.resized(size))
            if let backup { screen.propose(backup) }
            return push(screen)
        }
    }

    private mutating func open(_ result: Result<WizardSetup, Problem>) -> [Effect] {
        switch result {
        case .success(var setup):
            // The page takes either kind; the answers that were kept of an earlier run have their own way back.
            if entersCredential, setup.draft == nil { setup.entry = .credential(.apiKey) }
            return push(Wizard(setup))
        case .failure: return route(pages[pages.count - 1].handle(.browse(.wizard(result))))
        }
    }

    private mutating func push(_ page: any SpokenScreen) -> [Effect] {
        var page = page
        page.capabilities = capabilities
        let effects = page.handle(.resized(size))
        pages.append(page)
        return route(effects)
    }

    private mutating func back() -> [Effect] {
        guard pages.count > 1 else { return [.leave(code: 0)] }
        told += pages[pages.count - 1].farewell
        pages.removeLast()
        return [.browse(.read)]
    }

    /// Home, unless it is what the wizard was opened from.
    private mutating func goHome() -> [Effect] {
        pages.last is HomeScreen ? [] : push(HomeScreen(host, seenAt: seenAt))
    }

    /// Leaving a wizard uncovers the screen below; the wizard's lines are printed at the end.
    private mutating func closeWizard(_ code: Int32) -> [Effect] {
        let hasWritten = (pages.last as? Wizard)?.hasWritten ?? false
        if code == 0 || hasWritten { told += pages[pages.count - 1].farewell }
        pages.removeLast()
        return [.repaint, .browse(.read)]
    }
}
