internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// On what the wizard is shown.
@MainActor
enum WizardSurface {
    case screen(NcursesTerminal)
    case lines(PlainTerminal)

    var isSpoken: Bool {
        if case .lines = self { true } else { false }
    }

    /// A screen that turned out to be ASCII only has English texts.
    var texts: Texts {
        if case .screen(let terminal) = self, !terminal.capabilities.unicode { return .english }
        return Words.texts
    }

    /// Runs the wizard to its end and puts the terminal back.
    func run(_ wizard: Wizard, _ effects: any WizardEffects) -> ExitOutcome {
        switch self {
        case .screen(let terminal):
            defer { terminal.close() }
            return EventLoop.run(wizard, terminal: terminal, effects: effects)
        case .lines(let terminal):
            defer { terminal.close() }
            return LineLoop.run(wizard, terminal: terminal, effects: effects)
        }
    }
}
