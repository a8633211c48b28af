import Glibc

/// One complete run of another program: its duration and its standard error.
struct ChildRun {
    /// From before the start to after the end.
    let milliseconds: Double
    /// CPU time, which does not depend on the load of the machine.
    let processorMilliseconds: Double
    /// Standard error.
    let report: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Parameters:
    ///   - input: the file for standard input.
    ///   - output: the file for standard output.
    ///   - environment: the complete environment.
    ///   - statuses: the accepted exit codes.
    init(
        _ program: String,
        _ arguments: [String],
        input: String = "/dev/null",
        output: String = "/dev/null",
        environment: [String: String] = [:],
        statuses: Set<Int32> = [0]
    ) throws {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { throw Self.failure(program, errno) }
        let start = ContinuousClock.now
        let child: pid_t
        do {
            defer { close(pipe[1]) }
            child = try Self.start(program, arguments, output, environment, input: input, standardError: pipe[1])
        }
        report = Self.text(from: pipe[0])
        close(pipe[0])
        let (status, processor) = try Self.waitWithTime(for: child)
        milliseconds = (ContinuousClock.now - start).milliseconds
        processorMilliseconds = processor
        guard status & 0x7F == 0, statuses.contains(status >> 8) else {
            throw Failure(description: "\(program) \(arguments): status \(status)\n\(report)")
        }
    }

    /// The peak memory of a program when it starts to print, in bytes.
    ///
    /// It is read while the program waits for its reader: the peak reported by `wait4` includes that of its parent.
    static func peakBytes(_ program: String, _ arguments: [String], environment: [String: String]) throws -> Double {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0, fcntl(pipe[1], setPipeSize, 4096) >= 0 else { throw failure(program, errno) }
        defer { close(pipe[0]) }
        let child: pid_t
        do {
            defer { close(pipe[1]) }
            child = try start(program, arguments, "/dev/null", environment, standardOutput: pipe[1])
        }
        var source = pollfd(fd: pipe[0], events: Int16(POLLIN), revents: 0)
        while poll(&source, 1, -1) < 0 {
            guard errno == EINTR else { throw failure(program, errno) }
        }
        let peak = try peakKilobytes(of: child)
        let printed = text(from: pipe[0]).utf8.count
        let status = try wait(for: child)
        guard status == 0, let peak, printed > 4096 else {
            throw Failure(
                description: "\(program) \(arguments): status \(status), \(printed) bytes, no peak to be seen"
            )
        }
        return peak * 1024
    }

    /// `F_SETPIPE_SZ` of linux/fcntl.h, which Swift's Glibc module lacks.
    private static let setPipeSize: Int32 = 1031

    private static func peakKilobytes(of child: pid_t) throws -> Double? {
        let descriptor = open("/proc/\(child)/status", O_RDONLY)
        guard descriptor >= 0 else { throw failure("/proc/\(child)/status", errno) }
        defer { close(descriptor) }
        let line = text(from: descriptor).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line.flatMap { $0.split { $0 == " " || $0 == "\t" }.dropFirst().first }.flatMap { Double($0) }
    }

    private static func wait(for child: pid_t) throws -> Int32 { try waitWithTime(for: child).status }

    /// The wait status and the CPU time in milliseconds.
    private static func waitWithTime(for child: pid_t) throws -> (status: Int32, milliseconds: Double) {
        var (status, usage): (Int32, rusage) = (0, rusage())
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw failure("wait4", errno) }
        }
        let times = [usage.ru_utime, usage.ru_stime]
        return (status, times.reduce(0) { $0 + Double($1.tv_sec) * 1000 + Double($1.tv_usec) / 1000 })
    }

    /// The numbers after a name in the report.
    func values(_ name: String) -> [Double] {
        report.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 && words[0] == name ? Double(words[1]) : nil
        }
    }

    private static func start(
        _ program: String,
        _ arguments: [String],
        _ output: String,
        _ environment: [String: String],
        input: String = "/dev/null",
        standardOutput: Int32? = nil,
        standardError: Int32? = nil
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        for (descriptor, place) in [(standardOutput, STDOUT_FILENO), (standardError, STDERR_FILENO)] {
            if let descriptor { posix_spawn_file_actions_adddup2(&actions, descriptor, place) }
        }
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        let result = posix_spawn(&child, program, &actions, nil, &words, &variables)
        guard result == 0 else { throw failure(program, result) }
        return child
    }

    private static func text(from descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &part, part.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += part[..<count]
        }
    }

    private static func failure(_ program: String, _ number: Int32) -> Failure {
        Failure(description: "\(program): \(String(cString: strerror(number)))")
    }
}
