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
    private let context: ProgramContext
    private let next: String
    private let start = MonotonicClock.now()
    private var opened: ScreenSurface?
    private var shownCount: Int?

    /// - Parameter next: a command that does without a terminal.
    init(_ kind: LoadingPage.Kind, in context: ProgramContext, next: String) {
        self.kind = kind
        self.context = context
        self.next = next
    }

    /// The terminal of the screen; the first call opens it.
    func surface() throws(Problem) -> ScreenSurface {
        if let opened { return opened }
        let surface = try ScreenSurface.open(in: context, next: next)
        opened = surface
        return surface
    }

    func close() { opened?.close() }

    /// Shows how many profiles are being read. An error in opening the terminal is reported later, by `surface()`.
    func isReading(_ count: Int) {
        guard count != shownCount, MonotonicClock.now() - start > LoadingPage.patience else { return }
        let isFirst = shownCount == nil
        shownCount = count
        guard let surface = try? surface() else { return }
        let host = context.host
        let page = LoadingPage(kind, texts: surface.texts, user: host.user.name, hostName: host.name)
        switch surface {
        case .screen(let terminal):
            var canvas = Canvas(size: terminal.size)
            let cursor = page.draw(count, on: &canvas, terminal.capabilities)
            terminal.present(canvas, cursor: cursor)
        case .lines(let terminal): if isFirst { terminal.write("\(page.line(count))\n") }
        }
    }
}
