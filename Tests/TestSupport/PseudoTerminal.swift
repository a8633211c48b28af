import CSystem
import Glibc
import Synchronization
package import TerminalUI

/// A program in a real pseudo-terminal, with its screen in memory.
///
///     let program = try PseudoTerminal(BuiltProduct.path("openclaw"), ["onboard"], environment: home.environment)
///     try program.wait { $0.contains("Paste your credential") }
///     program.paste(token)
///     program.send(.enter)
///     #expect(try program.waitForExit() == .exited(0))
///
/// Nothing sleeps: every wait is for output or the end of the program. The program is killed on deinitialisation.
package final class PseudoTerminal {
    /// How a program ended.
    package enum Ending: Equatable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// A descriptor that is redirected away from the terminal.
    package struct Redirection {
        package var descriptor: Int32
        package var path: String
        package var writes: Bool

        package init(_ descriptor: Int32, _ path: String, writes: Bool = false) {
            self.descriptor = descriptor
            self.path = path
            self.writes = writes
        }
    }

    package let screen: VirtualScreen
    package let processID: Int32
    /// Everything the program wrote to the terminal.
    private(set) package var transcript: [UInt8] = []
    /// When the program's last output was read.
    private(set) package var lastOutput = ContinuousClock.now
    /// The terminal's modes before the program started.
    package let modesBefore: TerminalModes

    private(set) var descriptor: Int32
    /// How the program ended; nil while it runs, as of the last wait.
    package internal(set) var ending: Ending?

    /// Starts a program with exactly this environment (plus variables that sanitizers and coverage need).
    package init(
        _ program: String,
        _ arguments: [String] = [],
        environment: [String: String],
        size: Size = Size(columns: 80, rows: 24),
        redirections: [Redirection] = []
    ) throws {
        screen = VirtualScreen(size: size)
        let environment = Self.toolVariables.merging(environment) { $1 }
        (descriptor, processID, modesBefore) = try Self.spawn([program] + arguments, environment, size, redirections)
    }

    deinit {
        // The whole session, because a shell's job has its own process group.
        if ending == nil {
            let foreground = tcgetpgrp(descriptor)
            if foreground > 1 { kill(-foreground, SIGKILL) }
            kill(processID, SIGKILL)
            var status: Int32 = 0
            waitpid(processID, &status, 0)
        }
        if descriptor >= 0 { close(descriptor) }
    }

    /// The terminal's modes now.
    package var modes: TerminalModes { TerminalModes(of: descriptor) }

    /// Whether the program ever wrote this text contiguously.
    package func wrote(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, transcript.count >= wanted.count else { return wanted.isEmpty }
        return (0...(transcript.count - wanted.count)).contains { start in
            transcript[start] == first && transcript[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }

    /// Changes the size, as when a window is resized.
    package func resize(_ size: Size) {
        var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        screen.resize(size)
        _ = ioctl(descriptor, UInt(TIOCSWINSZ), &window)
    }

    /// Sends a signal to the foreground job.
    package func signal(_ number: Int32) {
        let foreground = tcgetpgrp(descriptor)
        kill(foreground > 1 ? -foreground : processID, number)
    }

    /// Closes the terminal, as when a connection is lost.
    package func hangUp() {
        close(descriptor)
        descriptor = -1
    }

    func show(_ bytes: ArraySlice<UInt8>) {
        lastOutput = .now
        transcript += bytes
        screen.feed(bytes)
    }

    /// The variables of this process that sanitizers and coverage need in a child.
    package static var toolVariables: [String: String] {
        var variables: [String: String] = [:]
        for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE"] {
            if let value = getenv(name) { variables[name] = String(cString: value) }
        }
        return variables
    }
}

/// The result of `tcgetattr`, for comparing before and after.
package struct TerminalModes: Equatable, Sendable {
    package let input: UInt32
    package let output: UInt32
    package let control: UInt32
    package let local: UInt32
    package let characters: [UInt8]

    init(of descriptor: Int32) {
        var modes = termios()
        tcgetattr(descriptor, &modes)
        (input, output, control, local) = (modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag)
        characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
    }

    /// Whether echo and line editing are on, as a shell leaves them.
    package var isUsual: Bool { local & UInt32(ICANON | ECHO | ISIG) == UInt32(ICANON | ECHO | ISIG) }
}

/// The build folder of the programs, beside the test runner.
package enum BuiltProduct {
    package static func path(_ name: String) -> String {
        let runner = CommandLine.arguments[0]
        let folder = runner.lastIndex(of: "/").map { String(runner[..<$0]) } ?? "."
        return folder + "/" + name
    }
}
