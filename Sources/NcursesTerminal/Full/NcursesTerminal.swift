// Target NcursesTerminal: the user's terminal. It is the only code that uses ncurses.
//
// Main types: `NcursesTerminal` is the full screen (`Terminal`), `PlainTerminal` the append-only line mode
// (`LineTerminal`). `TerminalDevice` holds the descriptor and the original modes, `ScreenOpening` starts ncurses or
// explains why not. Input comes through `EventSource` (keys, signals, wake-ups, hang-up, `FolderWatch`) and `KeyCodes`.
// `Painter` sends the difference between two canvases, with the looks of `Theme`.
//
// Must not know: screens, widgets, the meaning of keys.
//
// Invariants: at most one terminal at a time, because ncurses has global state; the terminal is restored by `close`, on
// a crash, on `exit`, while suspended, and when a signal ends the program; ncurses never ends the process; no input is
// lost.

import CNcurses
import CSystem
import Glibc
package import TerminalUI

/// This process's terminal as a full screen.
///
/// ncurses keeps its state in globals, so there is at most one at a time. The terminal is restored by `close`, on a
/// crash, on `exit`, while suspended, and when a signal ends the program.
@MainActor
package final class NcursesTerminal: Terminal {
    package private(set) var size: Size
    package let capabilities: TerminalCapabilities

    let device: TerminalDevice
    let window: UnsafeMutablePointer<WINDOW>
    let signals: Int32
    let usesBracketedPaste: Bool
    var decoder = KeyDecoder()
    var events: [TerminalEvent] = []
    var isHungUp = false
    var watch = FolderWatch()
    /// Whether ncurses has no buffered input.
    var isDrained = false

    private let screen: OpaquePointer
    private let streams: [UnsafeMutablePointer<FILE>]
    private var painter: Painter
    private var cursor: Point?
    private var isOpen = true

    /// Opens the terminal that `environment` describes (TERM, locale, NO_COLOR, ESCDELAY).
    package static func open(environment: [String: String]) throws(TerminalError) -> NcursesTerminal {
        try NcursesTerminal(environment: environment)
    }

    private init(environment: [String: String]) throws(TerminalError) {
        let unicode = TerminalLocale.adopt(environment)
        let device = try TerminalDevice()
        let opening: ScreenOpening
        do throws(TerminalError) {
            opening = try ScreenOpening(device: device, environment: environment)
        } catch {
            device.close()
            throw error
        }
        self.device = device
        (screen, window, streams) = (opening.screen, opening.window, opening.streams)
        (signals, usesBracketedPaste) = (opening.signals, opening.usesControlSequences)
        let theme = Theme(colors: opening.colors)
        capabilities = TerminalCapabilities(colors: theme.colors, unicode: unicode)
        painter = Painter(theme: theme, unicode: unicode)
        size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
        var modes = device.modes
        let reset = opening.usesControlSequences ? Self.resetSequence : ""
        reset.withUTF8Buffer { csystem_crash_guard(device.descriptor, &modes, $0.baseAddress, $0.count) }
        adoptSize()
        enter()
    }

    /// The bytes for a crash handler: switch off paste marks, mouse, attributes, cursor modes, keypad and alternate
    /// screen.
    private static let resetSequence: StaticString =
        "\u{1B}[?2004l\u{1B}[?1006l\u{1B}[?1000l\u{1B}[0m\u{1B}[?25h\u{1B}[?1l\u{1B}>\u{1B}[?1049l"

    // MARK: - Output

    package func present(_ canvas: Canvas, cursor: Point?) {
        guard isOpen else { return }
        painter.paint(canvas, on: window)
        self.cursor = cursor
        refresh()
    }

    package func repaint() {
        guard isOpen else { return }
        clearok(nc_curscr(), true)
    }

    /// Refreshes the window; the cursor moves last, because screen readers and magnifiers follow it.
    private func refresh() {
        // If the cursor cannot be hidden, it waits in the corner.
        let place = cursor ?? Point(column: 0, row: size.rows - 1)
        curs_set(cursor == nil ? 0 : 1)
        wmove(window, Int32(clamping: place.row), Int32(clamping: place.column))
        wrefresh(window)
    }

    /// Reads the terminal's size; true if it changed.
    @discardableResult
    func adoptSize() -> Bool {
        guard isOpen, let actual = device.size, actual != size else { return false }
        // Not resizeterm, which would also send KEY_RESIZE.
        resize_term(Int32(clamping: actual.rows), Int32(clamping: actual.columns))
        size = Size(columns: Int(getmaxx(window)), rows: Int(getmaxy(window)))
        painter.forget()
        clearok(nc_curscr(), true)
        return true
    }

    // MARK: - Entering and leaving

    /// Switches on the modes that a full screen needs besides those of ncurses.
    func enter() {
        if usesBracketedPaste { device.write("\u{1B}[?2004h") }
        csystem_stderr_hold()
    }

    /// Restores the normal screen and the original modes.
    func leave() {
        if usesBracketedPaste { device.write("\u{1B}[?2004l") }
        curs_set(1)
        endwin()
        device.restoreModes()
        csystem_stderr_release()
    }

    /// Returns to the full screen with its content.
    func comeBack() {
        reset_prog_mode()
        clearok(nc_curscr(), true)
        refresh()
        enter()
        if adoptSize() { events.append(.resize(size)) }
    }

    package func suspend() -> Bool {
        guard isOpen else { return false }
        leave()
        let wasStopped = csystem_signals_stop() == 1
        comeBack()
        return wasStopped
    }

    package func lend<Answer>(_ use: () -> Answer) -> Answer {
        guard isOpen else { return use() }
        leave()
        let answer = use()
        comeBack()
        // Ctrl-C and Ctrl-Z were meant for that program; only a request to end, and a wake, count here.
        while case let number = csystem_signals_next(), number >= 0 {
            switch number {
            case 0: events.append(.woken)
            case SIGTERM, SIGHUP: events.append(.signal(number))
            default: break
            }
        }
        return answer
    }

    /// Makes `nextEvent` report changes to files in these folders, including folders that are created later.
    package func watch(_ folders: [String]) {
        watch.add(folders)
    }

    package nonisolated func wake() {
        csystem_signals_wake()
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        leave()
        csystem_crash_unguard()
        delscreen(screen)
        nc_drop_terminal()
        for stream in streams { fclose(stream) }
        csystem_signals_close()
        watch.close()
        device.close()
    }
}
