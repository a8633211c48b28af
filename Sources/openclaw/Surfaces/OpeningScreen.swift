internal import GatewayHost
internal import NcursesTerminal
internal import Screens
internal import TerminalUI

/// The terminal of a screen: opened when the screen is there, or before that, with a page that says what is waited for,
/// when reading the host takes long.
///
/// A class because the terminal stays the same once it is open, whoever opened it.
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

    /// The terminal, opened at the latest now.
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

    /// Tells that so many profiles are being read. A terminal that cannot be opened is told of when the screen is there.
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

    /// A screen that turned out to be ASCII only has English texts.
    static func texts(_ terminal: NcursesTerminal) -> Texts {
        terminal.capabilities.unicode ? Words.texts : .english
    }
}
