internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// Opens the terminal for a screen: together with the screen, or earlier with a waiting page if reading the host takes
/// long.
///
/// A class because the terminal stays open, whichever of the two opened it.
@MainActor
final class OpeningScreen {
    private let kind: LoadingPage.Kind
    private let host: Host
    private let start = MonotonicClock.now()
    private var opened: NcursesTerminal?
    private var shownCount: Int?

    init(_ kind: LoadingPage.Kind, on host: Host) {
        self.kind = kind
        self.host = host
    }

    /// The terminal; opens it if it is not open yet.
    func terminal() throws(Problem) -> NcursesTerminal {
        if let opened { return opened }
        do throws(TerminalError) {
            let terminal = try NcursesTerminal.open(environment: host.environment)
            opened = terminal
            return terminal
        } catch {
            throw TerminalWords.problem(error)
        }
    }

    func close() { opened?.close() }

    /// Shows how many profiles are being read. An error in opening the terminal is reported later, by `terminal()`.
    func isReading(_ count: Int) {
        guard count != shownCount, MonotonicClock.now() - start > LoadingPage.patience else { return }
        shownCount = count
        guard let terminal = try? terminal() else { return }
        let texts = Self.texts(terminal)
        var canvas = Canvas(size: terminal.size)
        let page = LoadingPage(kind, texts: texts, user: host.user.name, hostName: host.name)
        let cursor = page.draw(count, on: &canvas, terminal.capabilities)
        terminal.present(canvas, cursor: cursor)
    }

    /// English texts if the terminal turned out to support only ASCII.
    static func texts(_ terminal: NcursesTerminal) -> Texts {
        terminal.capabilities.unicode ? Words.texts : .english
    }
}
