import Foundation
import Glibc

/// The program blocked at a point where a test can inspect it: waiting for its secret, or before its first line of
/// output.
///
/// Its standard output is a full pipe, so that it blocks at its first write, when all its work is done; its input is a
/// pipe that the test keeps open. Its memory then contains every secret it will ever contain.
///
/// A class because it owns a process and descriptors.
final class HeldProcess {
    enum Place: String {
        case reading = "pipe_read"
        case writing = "pipe_write"
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    let id: pid_t
    /// Named pipes, so that the descriptors are close-on-exec from the start and no other child keeps them open.
    private let folder: String
    private var input: Int32?
    private var output: Int32?
    private var status: Int32?
    /// The number of bytes in the pipe before the program's first one.
    private let filled: Int

    private var errorPath: String { folder + "/error" }

    /// `arguments` follow the program name; standard input is a pipe. The file is inherited as descriptor 9.
    init(_ home: TestHome, _ arguments: [String], inheriting file: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("held-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let (inputPath, outputPath) = (folder + "/in", folder + "/out")
        let input = try Self.pipe(at: inputPath)
        let output = try Self.pipe(at: outputPath)
        (self.input, self.output) = (input, output)
        filled = Self.fill(output)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, folder + "/error", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        if let file { posix_spawn_file_actions_addopen(&actions, 9, file, O_RDONLY, 0) }
        id = try ChildProcess.spawn(
            ["/usr/bin/env", "-C", home.root, Program.path] + arguments,
            environment: Program.comingFirst(in: home.environment),
            &actions
        )
    }

    deinit {
        if status == nil {
            kill(id, SIGKILL)
            var ending: Int32 = 0
            while waitpid(id, &ending, 0) < 0 && errno == EINTR {}
        }
        endInput()
        if let output { close(output) }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Opened for reading and writing, so that neither side waits for the other.
    private static func pipe(at path: String) throws -> Int32 {
        let descriptor = mkfifo(path, 0o600) == 0 ? open(path, O_RDWR | O_CLOEXEC) : -1
        guard descriptor >= 0 else { throw Failure(description: "no pipe at \(path)") }
        return descriptor
    }

    /// Fills a pipe completely; later writes block.
    private static func fill(_ descriptor: Int32) -> Int {
        _ = fcntl(descriptor, F_SETFL, O_RDWR | O_NONBLOCK)
        defer { _ = fcntl(descriptor, F_SETFL, O_RDWR) }
        let page = [UInt8](repeating: UInt8(ascii: "."), count: 4096)
        var count = 0
        while case let written = write(descriptor, page, page.count), written > 0 { count += written }
        return count
    }

    // MARK: - Holding

    func feed(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if let input { _ = write(input, bytes, bytes.count) }
    }

    /// Closes its input.
    func endInput() {
        if let input { close(input) }
        input = nil
    }

    /// Waits until the kernel reports that the program sleeps in a pipe.
    func wait(for place: Place) throws {
        let deadline = Date(timeIntervalSinceNow: 60)
        while Date() < deadline {
            if file("wchan").contains(place.rawValue) { return }
            var ending: Int32 = 0
            if waitpid(id, &ending, WNOHANG) == id {
                status = ChildProcess.code(ending)
                throw Failure(description: "it ended with \(status ?? -1) before \(place): \(try errorText())")
            }
            poll(nil, 0, 1)
        }
        throw Failure(description: "not \(place) but \(file("wchan"))")
    }

    /// What other processes of this user can see of the running program.
    var arguments: String { file("cmdline") }
    var environment: String { file("environ") }

    private func file(_ name: String) -> String {
        guard let handle = FileHandle(forReadingAtPath: "/proc/\(id)/\(name)") else { return "" }
        return String(decoding: (try? handle.readToEnd()) ?? Data(), as: UTF8.self)
    }

    /// Unblocks its output and waits for its end.
    func finish() throws -> Run {
        endInput()
        let reader = open(folder + "/out", O_RDONLY | O_CLOEXEC)
        defer { close(reader) }
        if let output { close(output) }
        output = nil
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(reader, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        var ending: Int32 = 0
        while waitpid(id, &ending, 0) < 0 && errno == EINTR {}
        let code = ChildProcess.code(ending)
        status = code
        return Run(status: code, output: Array(bytes.dropFirst(filled)), error: Array(try errorText().utf8))
    }

    private func errorText() throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: errorPath)), as: UTF8.self)
    }
}
