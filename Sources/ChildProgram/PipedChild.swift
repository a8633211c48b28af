internal import CSystem
internal import Glibc
package import Secrets

/// How long and how much of a child may be waited for.
package struct ChildLimits: Sendable, Equatable {
    /// From its start to its end.
    package var milliseconds: Int64
    /// Of its standard output, and of its standard error.
    package var outputBytes: Int
    package var errorBytes: Int

    package init(milliseconds: Int64, outputBytes: Int, errorBytes: Int) {
        self.milliseconds = milliseconds
        self.outputBytes = outputBytes
        self.errorBytes = errorBytes
    }
}

/// What came of a child that ended by itself.
package struct ChildOutcome: Sendable {
    /// Its exit code, or 128 and the number of the signal that ended it.
    package let code: Int32
    package let output: Secret
    package let error: Secret
    /// From its start to its end.
    package let milliseconds: Int64
}

/// A program without a terminal: a secret goes in, what it says comes out.
///
///     let child = try PipedChild(command, input: secret, kept: file, limits: limits)
///     let outcome = try child.run(cancellation)
///
/// Not copyable: it owns a child and the ends of its streams, and ends them however it is left.
package struct PipedChild: ~Copyable {
    private let child: Child
    private var input: ChildInput
    private var output: ChildOutput
    private var error: ChildOutput
    private let limits: ChildLimits
    private let started = MonotonicTime.now()

    /// How long output is taken after the end, in milliseconds: what the child left behind may write for ever.
    static let drainMilliseconds: Int64 = 100

    /// Starts it. The secret goes through a socket, which nobody else can open; `kept` is its descriptor 3.
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
        // A bash whose input is a socket takes it for a login from afar and reads ~/.bashrc, unless a shell started it.
        command.environment["SHLVL"] = command.environment["SHLVL"] ?? "1"
        child = try Child(
            command,
            Child.Streams(standard: (inputs[1], outputs[1], errors[1]), kept: kept.descriptor)
        )
    }

    /// Reads until it has ended, or ends it and all its group: when cancelled, when the time is over, when it says too much.
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
            // Asked before it is read: what it wrote before its end is there then.
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

    /// It has ended: the little that may still be on its way.
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
