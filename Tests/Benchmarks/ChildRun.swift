import Glibc

/// One run of another program to its end: how long it took, and what it said on standard error.
struct ChildRun {
    /// From before the start to after the end.
    let milliseconds: Double
    /// The most memory it had at once.
    let peakBytes: Double
    /// Standard error.
    let report: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// - Parameters:
    ///   - output: the file that standard output goes to.
    ///   - environment: all variables it has, by name.
    init(
        _ program: String,
        _ arguments: [String],
        output: String = "/dev/null",
        environment: [String: String] = [:]
    ) throws {
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { throw Self.failure(program, errno) }
        let start = ContinuousClock.now
        let child: pid_t
        do {
            defer { close(pipe[1]) }
            child = try Self.start(program, arguments, output, environment, standardError: pipe[1])
        }
        report = Self.text(from: pipe[0])
        close(pipe[0])
        var status: Int32 = 0
        var usage = rusage()
        while wait4(child, &status, 0, &usage) < 0 {
            guard errno == EINTR else { throw Self.failure(program, errno) }
        }
        milliseconds = (ContinuousClock.now - start).milliseconds
        peakBytes = Double(usage.ru_maxrss) * 1024
        guard status == 0 else { throw Failure(description: "\(program) \(arguments): status \(status)\n\(report)") }
    }

    /// The numbers that follow a name in the report.
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
        standardError: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, standardError, STDERR_FILENO)
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
