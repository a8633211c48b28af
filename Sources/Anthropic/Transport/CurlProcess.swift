internal import CSystem
internal import Glibc
internal import Secrets

/// One running `curl`: its configuration goes in, its answer and its report come out.
///
/// Not copyable: it owns a child and three descriptors, and ends them however it is left.
struct CurlProcess: ~Copyable {
    private let process: pid_t
    private let output: Int32
    private let report: Int32
    private let started = Self.now()

    /// What a run gave; curl's exit code, or 128 and the signal that ended it.
    struct Result {
        var code: Int32 = 0
        var body: [UInt8] = []
        var report: [UInt8] = []
        var milliseconds: Int64 = 0
    }

    /// Starts it and hands it the configuration through a socket, which nobody else can read from afterwards.
    init(
        _ program: String,
        configuration: Secret,
        environment: [String: String],
        body: borrowing MemoryFile
    ) throws(TransportError) {
        var (input, output, report) = (
            [Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2)
        )
        let code = [csystem_stream_pair(&input), csystem_pipe(&output), csystem_pipe(&report)].first { $0 != 0 }
        defer {
            for descriptor in [input[0], input[1], output[1], report[1]] where descriptor >= 0 { close(descriptor) }
        }
        do throws(TransportError) {
            if let code { throw .failed(code: code) }
            // Before it starts: it fits into the socket, and the child finds it all there.
            let sent = configuration.withUTF8 { bytes in
                bytes.baseAddress.map { csystem_send(input[0], $0, bytes.count) } ?? 0
            }
            guard sent == configuration.count else { throw .unsendable }
            process = try Self.start(program, environment, [input[1], output[1], report[1]], body.descriptor)
        } catch {
            for descriptor in [output[0], report[0]] where descriptor >= 0 { close(descriptor) }
            throw error
        }
        (self.output, self.report) = (output[0], report[0])
    }

    deinit {
        close(output)
        close(report)
    }

    private static func start(
        _ program: String,
        _ environment: [String: String],
        _ standard: [Int32],
        _ kept: Int32
    ) throws(TransportError) -> pid_t {
        // `--disable` has to be the first: no `.curlrc` is read.
        let arguments: [UnsafeMutablePointer<CChar>?] = ["curl", "--disable", "--config", "-"].map {
            strdup($0 as String)
        }
        let variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { for pointer in arguments + variables { free(pointer) } }
        var process: pid_t = 0
        let code = csystem_spawn(&process, program, arguments + [nil], variables + [nil], standard, kept)
        guard code == 0 else { throw .failed(code: code) }
        return process
    }

    // MARK: - Waiting

    /// Reads until it has ended, or ends it: when cancelled, when the time is over, when there is too much.
    consuming func run(_ limits: TransportLimits, _ cancellation: Cancellation) throws(TransportError) -> Result {
        var result = Result()
        do throws(TransportError) {
            // curl keeps the time itself; this is for the case that it does not.
            let deadline = started + limits.milliseconds + 1000
            try read(into: &result, limits, deadline, cancellation)
            result.code = try ended(deadline, cancellation)
        } catch {
            kill(process, SIGKILL)
            reap()
            throw error
        }
        result.milliseconds = Self.now() - started
        return result
    }

    private func read(
        into result: inout Result,
        _ limits: TransportLimits,
        _ deadline: Int64,
        _ cancellation: Cancellation
    ) throws(TransportError) {
        var isOpen = (output: true, report: true)
        while isOpen.output || isOpen.report {
            try wait(for: [isOpen.output ? output : -1, isOpen.report ? report : -1], deadline, cancellation)
            if isOpen.output { isOpen.output = try take(output, into: &result.body, limit: limits.bytes) }
            if isOpen.report { isOpen.report = try take(report, into: &result.report, limit: 1 << 18) }
        }
    }

    /// Until one of them has something, it is cancelled, or the time is over.
    private func wait(
        for descriptors: [Int32],
        atMost milliseconds: Int64 = .max,
        _ deadline: Int64,
        _ cancellation: Cancellation
    ) throws(TransportError) {
        var entries = (descriptors + [cancellation.descriptor]).map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        let left = deadline - Self.now()
        guard left > 0 else { throw .timeout }
        poll(&entries, nfds_t(entries.count), Int32(clamping: min(left, milliseconds)))
        if cancellation.isCancelled { throw .cancelled }
    }

    /// All that is there; false at the end.
    private func take(_ descriptor: Int32, into bytes: inout [UInt8], limit: Int) throws(TransportError) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count > 0 {
                bytes += chunk[..<count]
                if bytes.count > limit { throw .tooLong(limit: limit) }
            } else if count == 0 {
                return false
            } else if errno == EAGAIN {
                return true
            } else if errno != EINTR {
                throw .failed(code: errno)
            }
        }
    }

    /// It has closed its streams, so it ends; whoever stands in for it may not.
    private func ended(_ deadline: Int64, _ cancellation: Cancellation) throws(TransportError) -> Int32 {
        while true {
            var status: Int32 = 0
            let child = waitpid(process, &status, WNOHANG)
            if child == process { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F }
            if child < 0, errno != EINTR { throw .failed(code: errno) }
            try wait(for: [], atMost: 1, deadline, cancellation)
        }
    }

    private func reap() {
        while waitpid(process, nil, 0) < 0, errno == EINTR {}
    }

    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// A request's body as a file without a name, in memory alone.
struct MemoryFile: ~Copyable {
    /// -1 for nothing.
    let descriptor: Int32

    init(_ bytes: [UInt8]) throws(TransportError) {
        guard !bytes.isEmpty else {
            descriptor = -1
            return
        }
        let file = csystem_memory_file("request")
        guard file >= 0 else { throw .failed(code: -file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                close(file)
                throw .failed(code: errno)
            }
            rest = rest.dropFirst(max(0, count))
        }
        descriptor = file
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The name under which a child that got the descriptor opens it from its beginning.
    var path: String? { descriptor >= 0 ? "/dev/fd/\(descriptor)" : nil }
}
