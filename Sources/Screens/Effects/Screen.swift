package import Anthropic
package import GatewayHost
package import TerminalUI

/// A full-screen page as a value: events in, effects out, drawn on a canvas.
///
/// Nothing in it reaches a terminal, a clock, a file or the network, so a test can be any person at any speed.
///
///     let effects = screen.handle(.key(.enter, at: now))
///     let cursor = screen.draw(on: &canvas)
package protocol Screen: Sendable {
    /// What the screen can show; set before the first event.
    var capabilities: TerminalCapabilities { get set }
    /// Reacts to what happened and says what is to be done about it, in that order.
    mutating func handle(_ event: ScreenEvent) -> [Effect]
    /// Draws the whole canvas and returns where the real cursor belongs; readers and magnifiers follow it.
    func draw(on canvas: inout Canvas) -> Point?
    /// The plain lines that stay on the normal screen when the full screen is gone; no part of a secret is in them.
    var farewell: [String] { get }
    /// What is to be kept when the connection is lost now.
    var draft: SetupDraft? { get }
}

/// What a screen reacts to. Times are milliseconds of a clock that only goes forward.
package enum ScreenEvent: Sendable {
    case resized(Size)
    case key(Key, at: Int64)
    /// What was drawn last is what the person sees now; the time is when it was shown.
    case presented(at: Int64)
    /// The time came that `Effect.wake` asked for.
    case woken(at: Int64)
    /// Suspending is impossible here: there is no job control.
    case suspendRefused
    /// The files were read again.
    case reread(Result<WizardHost, Problem>)
    /// An apply ended; `interrupted` when Ctrl-C was pressed while it ran.
    case applied(Result<ApplyReport, ApplyFailure>, interrupted: Bool, at: Int64)
    /// An undo ended; the lines say what was put back.
    case undone(Result<[String], Problem>)
    /// What only the screens that show things react to.
    case tables(TableEvent)
    /// A check came to its end; the id is the request's.
    case checked(id: Int, Verification, at: Int64)
    /// What a check came to could not be kept.
    case recordFailed(Problem)
}

extension ScreenEvent {
    /// When it happened, where it says so.
    var time: Int64? {
        switch self {
        case .key(_, let time), .presented(let time), .woken(let time), .applied(_, _, let time),
            .checked(_, _, let time):
            time
        case .resized, .suspendRefused, .reread, .undone, .recordFailed, .tables: nil
        }
    }
}

/// What a screen wants done; the event loop does it and answers with an event.
package enum Effect: Sendable, Equatable {
    case apply(ChangePlan)
    case undo
    /// Read the files again.
    case reread
    case suspend
    /// Send the whole frame again, even if it is the same.
    case repaint
    /// Ask the provider beside the screen; `ScreenEvent.checked` tells what it said.
    case check(CheckRequest)
    /// Ask the provider beside the screen which models it offers; `ScreenEvent.checked` tells whether it said so.
    case askModels(CheckRequest)
    /// Keep the models that it offered for the next time.
    case keepModels
    /// Nobody waits for this check any more.
    case stopCheck(id: Int)
    /// Keep what a check came to under the name of its profile.
    case record(checkID: Int, profileID: String)
    /// Send `ScreenEvent.woken` after so many milliseconds.
    case wake(afterMilliseconds: Int)
    /// Leave with this exit code.
    case leave(code: Int32)
    /// What only the screens that show things ask for.
    case tables(TableRequest)
}

/// How a full screen ended: what the command prints and returns once the terminal is as it was.
package struct ExitOutcome: Sendable, Equatable {
    /// 0 done, 130 left by the person, 128+n by a signal, 1 when nothing could be done.
    package var code: Int32
    /// Plain lines for the normal screen.
    package var lines: [String]

    package init(code: Int32, lines: [String]) {
        self.code = code
        self.lines = lines
    }
}
