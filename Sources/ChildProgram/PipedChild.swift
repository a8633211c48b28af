// Target ChildProgram: runs one other program at a time, with a secret as input and bounded output.
//
// Main types: `ChildCommand` (program, arguments, the complete environment) is started as a `Child`, the leader of its
// own session and process group. `PipedChild` runs it with pipes, passes a secret to its standard input and collects
// the output. `TerminalChild` runs it in a pseudo-terminal. `Cancellation` ends a run from any thread, `MemoryFile`
// passes bytes as a file.
//
// Must not know: which programs these are (curl, claude), what their output means, screens.
//
// Invariants: the child inherits nothing except what `ChildCommand` names (no environment, descriptors, signal
// handlers); arguments never contain a secret; no wait is unbounded, even if the child ignores signals, keeps its
// streams open or writes without end; its whole process group is ended, and it dies with this process.

internal import CSystem
internal import Glibc
package import Secrets

/// Limits on the time and output of a child.
package struct ChildLimits: Sendable, Equatable {
    /// From its start to its end.
    package var milliseconds: Int64
    /// Of standard output and of standard error, each.
    package var outputBytes: Int
    package var errorBytes: Int

    package init(milliseconds: Int64, outputBytes: Int, errorBytes: Int) {
        self.milliseconds = milliseconds
        self.outputBytes = outputBytes
        self.errorBytes = errorBytes
    }
}

/// The result of a child that ended by itself.
package struct ChildOutcome: Sendable {
    /// The exit code, or 128 plus the number of the signal that ended it.
    package let code: Int32
    package let output: Secret
    package let error: Secret
    /// From its start to its end.
    package let milliseconds: Int64
}

/// A child without a terminal: a secret as input, bounded output.
///
///     let child = try PipedChild(command, input: secret, kept: file, limits: limits)
///     let outcome = try child.run(cancellation)
///
/// Not copyable: it owns a child process and its streams and cleans them up in any case.
package struct PipedChild: ~Copyable {
    private let child: Child
    private var input: ChildInput
    private var output: ChildOutput
    private var error: ChildOutput
    private let limits: ChildLimits
    private let started = MonotonicTime.now()

    /// How long output is still read after the child's end, in milliseconds: its own children may write for ever.
    static let drainMilliseconds: Int64 = 100

    /// Starts it. The secret is sent through a socket, which no other process can open; `kept` becomes its descriptor
    /// 3.
    package init(
        _ command: ChildCommand,
        input secret: Secret,
        kept: borrowing MemoryFile,
        limits: ChildLimits
    ) throws(ChildError) {
        var (inputs, outputs, errors) = (
            [Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2)
        )
        let code = [csystem_stream_pair(&inputs), csystem_pipe(&outputs), csystem_pipe(&errors)].first { $0 != 0 }
        input = ChildInput(inputs[0], secret)
        output = ChildOutput(outputs[0], limit: limits.outputBytes)
        error = ChildOutput(errors[0], limit: limits.errorBytes)
        self.limits = limits
        defer { for descriptor in [inputs[1], outputs[1], errors[1]] where descriptor >= 0 { close(descriptor) } }
        if let code { throw .failed(code: code) }
        var command = command
        // A bash whose input is a socket assumes a remote login and reads ~/.bashrc, unless SHLVL shows that a shell
        // started it.
        command.environment["SHLVL"] = command.environment["SHLVL"] ?? "1"
        child = try Child(
            command,
            Child.Streams(standard: (inputs[1], outputs[1], errors[1]), kept: kept.descriptor)
        )
    }

    /// Reads until the child ends, or ends its process group: if cancelled, after the timeout, or if the output is too
    /// long.
    package consuming func run(_ cancellation: Cancellation) throws(ChildError) -> ChildOutcome {
        do throws(ChildError) {
            return try finish(cancellation)
        } catch {
            child.stop()
            throw error
        }
    }

    private mutating func finish(_ cancellation: Cancellation) throws(ChildError) -> ChildOutcome {
        let deadline = started + limits.milliseconds
        while true {
            // Checked before reading, so that everything written before the end is read.
            let code = child.end()
            input.send()
            try output.read()
            try error.read()
            if let code { return try drain(code) }
            if cancellation.isCancelled { throw .cancelled }
            guard MonotonicTime.now() < deadline else { throw .timeout }
            wait(until: deadline, cancellation.descriptor)
        }
    }

    /// Reads the remaining output after the end.
    private mutating func drain(_ code: Int32) throws(ChildError) -> ChildOutcome {
        let ended = MonotonicTime.now()
        while output.descriptor >= 0 || error.descriptor >= 0, MonotonicTime.now() < ended + Self.drainMilliseconds {
            wait(until: ended + Self.drainMilliseconds, -1)
            try output.read()
            try error.read()
        }
        return ChildOutcome(code: code, output: output.bytes, error: error.bytes, milliseconds: ended - started)
    }

    private func wait(until deadline: Int64, _ cancelled: Int32) {
        let reading = [output.descriptor, error.descriptor, cancelled].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let writing = pollfd(fd: input.descriptor, events: Int16(POLLOUT), revents: 0)
        _ = child.poll(reading + [writing], until: deadline)
    }
}
