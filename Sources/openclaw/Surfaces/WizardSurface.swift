internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// The output of the wizard: full screen or lines.
@MainActor
enum WizardSurface {
    case screen(NcursesTerminal)
    case lines(PlainTerminal)

    var isSpoken: Bool {
        if case .lines = self { true } else { false }
    }

    /// English texts if the terminal turned out to support only ASCII.
    var texts: Texts {
        if case .screen(let terminal) = self, !terminal.capabilities.unicode { return .english }
        return Words.texts
    }

    /// Runs the wizard to its end and restores the terminal.
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
