internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// The terminal of a screen: drawn in full, or read out line by line.
@MainActor
enum ScreenSurface {
    case screen(NcursesTerminal)
    case lines(PlainTerminal)

    /// The full screen; lines if requested or if the terminal cannot position text.
    ///
    /// - Parameter next: a command that does without a terminal.
    static func open(in context: ProgramContext, next: String) throws(Problem) -> ScreenSurface {
        let environment = context.host.environment
        do throws(TerminalError) {
            guard !context.wantsLines else { return .lines(try PlainTerminal(environment: environment)) }
            return .screen(try NcursesTerminal.open(environment: environment))
        } catch {
            switch error {
            case .unknownType, .cannotDraw: return try openLines(environment, instead: error, next: next)
            case .noTerminal, .system: throw TerminalWords.problem(error, next: next)
            }
        }
    }

    private static func openLines(
        _ environment: [String: String],
        instead error: TerminalError,
        next: String
    ) throws(Problem) -> ScreenSurface {
        let reason = TerminalWords.problem(error, next: next).message
        Console.error(reason + " " + Words.text("terminal.asksLineByLine"))
        do throws(TerminalError) {
            return .lines(try PlainTerminal(environment: environment))
        } catch {
            throw TerminalWords.problem(error, next: next)
        }
    }

    var isSpoken: Bool {
        if case .lines = self { true } else { false }
    }

    /// English texts if the terminal turned out to support only ASCII.
    var texts: Texts {
        if case .screen(let terminal) = self, !terminal.capabilities.unicode { return Words.texts.inEnglish }
        return Words.texts
    }

    /// Reports changes in these folders; printed lines do not change, so line mode watches none.
    func watch(_ folders: [String]) {
        if case .screen(let terminal) = self { terminal.watch(folders) }
    }

    /// Restores the terminal. Further calls do nothing.
    func close() {
        switch self {
        case .screen(let terminal): terminal.close()
        case .lines(let terminal): terminal.close()
        }
    }

    /// Runs the wizard to its end and restores the terminal.
    func run(_ wizard: Wizard, _ effects: any WizardEffects) -> ExitOutcome {
        defer { close() }
        return switch self {
        case .screen(let terminal): EventLoop.run(wizard, terminal: terminal, effects: effects)
        case .lines(let terminal): LineLoop.run(wizard, terminal: terminal, effects: effects)
        }
    }

    /// Runs browse screens to their end and restores the terminal.
    func run(_ screens: Navigator, _ effects: LiveBrowseEffects) -> ExitOutcome {
        defer { close() }
        return switch self {
        case .screen(let terminal): EventLoop.run(screens, terminal: terminal, effects: effects, browse: effects)
        case .lines(let terminal): LineLoop.run(screens, terminal: terminal, effects: effects)
        }
    }
}
