// Target Screens: the user interface as pure values. It holds the wizard and the browse screens (Home, Profiles,
// Parameters, Agents, History), for a full-screen terminal and line by line.
//
// Data flow: `EventLoop` reads keys from a `Terminal` and calls `Screen.handle(ScreenEvent)`. The screen updates itself
// and returns `[Effect]`. The loop runs them through `WizardEffects` or `BrowseEffects` (real files or a test double),
// which answer with further events, then draws the screen with `Screen.draw(on:)` on a canvas. `Wizard` consists of
// `Step`s that fill `SetupAnswers`; `Navigator` is a stack of browse screens. Each is also a `SpokenScreen`: `LineLoop`
// prints its page as lines and turns typed lines into marks and keys. `KeyTable` is the single source for key dispatch,
// footer and help sheet.
//
// Must not know: ncurses, files, network, environment, wall clock. Times come with events; sentences come from
// Resources.
//
// Invariants: `handle` and `draw` have no side effects outside the value; nothing is applied except through
// `Effect.apply` after a confirmed plan; no drawn text contains a secret; keys typed before a page that writes was
// visible are dropped.

package import Anthropic
package import GatewayHost
package import TerminalUI

/// A full-screen page as a pure value: events in, effects out, drawn on a canvas.
///
/// It has no access to a terminal, clock, file or network, so a test can send any keys at any times.
///
///     let effects = screen.handle(.key(.enter, at: now))
///     let cursor = screen.draw(on: &canvas)
package protocol Screen: Sendable {
    /// What the terminal supports; set before the first event.
    var capabilities: TerminalCapabilities { get set }
    /// Updates the screen and returns the effects to run, in order.
    mutating func handle(_ event: ScreenEvent) -> [Effect]
    /// Draws the whole canvas and returns the position of the terminal cursor, which screen readers and magnifiers
    /// follow.
    func draw(on canvas: inout Canvas) -> Point?
    /// Plain lines printed on the normal screen after the full screen has closed; they never contain a secret.
    var farewell: [String] { get }
    /// The answers to save if the connection is lost now; nil if there are none.
    var draft: SetupDraft? { get }
}

/// An input of a screen. Times are milliseconds of a monotonic clock.
package enum ScreenEvent: Sendable {
    case resized(Size)
    case key(Key, at: Int64)
    /// The last frame is visible now; with the time at which the terminal had it.
    case presented(at: Int64)
    /// The timer of `Effect.wake` fired.
    case woken(at: Int64)
    /// Suspending is not possible: the shell has no job control.
    case suspendRefused
    /// The host was read again.
    case reread(Result<WizardHost, Problem>)
    /// An apply ended; `interrupted` if Ctrl-C was pressed meanwhile.
    case applied(Result<ApplyReport, ApplyFailure>, interrupted: Bool, at: Int64)
    /// An undo ended; the lines say what was restored.
    case undone(Result<[String], Problem>)
    /// An event that only browse screens handle.
    case browse(BrowseEvent)
    /// A check ended; the id is that of its request.
    case checked(id: Int, Verification, at: Int64)
    /// The result of a check could not be stored.
    case recordFailed(Problem)
}

extension ScreenEvent {
    /// The time of the event; nil if it has none.
    var time: Int64? {
        switch self {
        case .key(_, let time), .presented(let time), .woken(let time), .applied(_, _, let time),
            .checked(_, _, let time):
            time
        case .resized, .suspendRefused, .reread, .undone, .recordFailed, .browse: nil
        }
    }
}

/// A side effect requested by a screen; the event loop runs it and answers with an event.
package enum Effect: Sendable, Equatable {
    case apply(ChangePlan)
    case undo
    /// Read the host again.
    case reread
    case suspend
    /// Send the whole next frame, even if it did not change.
    case repaint
    /// Start a credential check in the background; answered by `ScreenEvent.checked`.
    case check(CheckRequest)
    /// Fetch the provider's model list in the background; answered by `ScreenEvent.checked`.
    case askModels(CheckRequest)
    /// Cache the fetched model list for later runs.
    case keepModels
    /// Cancel a check whose result is no longer needed.
    case stopCheck(id: Int)
    /// Store the result of a check under the id of its profile.
    case record(checkID: Int, profileID: String)
    /// Send `ScreenEvent.woken` after this delay.
    case wake(afterMilliseconds: Int)
    /// End the screen with this exit code.
    case leave(code: Int32)
    /// End the screen, and go on with Home.
    case leaveForHome
    /// A request that only browse screens make.
    case browse(BrowseRequest)
}

extension Effect {
    /// Whether the screen ends.
    var isLeaving: Bool {
        switch self {
        case .leave, .leaveForHome: true
        default: false
        }
    }
}

/// The result of a full screen: what the command prints and returns after the terminal was restored.
package struct ExitOutcome: Sendable, Equatable {
    /// 0 done, 130 cancelled by the person, 128+n ended by a signal, 1 if nothing could be done.
    package var code: Int32
    /// Plain lines for the normal screen.
    package var lines: [String]
    /// Whether the person wants to go on with Home.
    package var goesHome = false

    package init(code: Int32, lines: [String]) {
        self.code = code
        self.lines = lines
    }
}
