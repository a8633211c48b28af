import Foundation
import Glibc
import Testing

/// Two runs of this program at once: one waits for the other.
@Suite("Locks") struct LockTests {
    @Test func twoWritersAtOnceBothSucceedEveryTime() async throws {
        let home = try TestHome.existing()
        let runs = try await withThrowingTaskGroup(of: [Run].self) { group in
            for writer in 0..<2 {
                group.addTask {
                    try (0..<30).map { number in
                        let key = "sk-ant-api03-" + String(repeating: writer == 0 ? "Q" : "Z", count: 95)
                        let name = "anthropic:w\(writer)n\(number)"
                        return try home.run(["models", "auth", "add", "--profile-id", name], input: key)
                    }
                }
            }
            return try await group.reduce([]) { $0 + $1 }
        }
        let failed = runs.filter { $0.status != 0 }
        #expect(failed.isEmpty, "\(failed.first?.text ?? "")")
        #expect(try home.profiles().count == 61)
        let left = try home.picture().entries.keys.filter {
            $0.hasSuffix(".lock") || $0.contains("journal") || $0.contains(".openclaw-")
        }
        #expect(left.isEmpty)
    }

    /// Every writing command has the flag and names the lock holder.
    @Test(arguments: [
        ["config", "set", "gateway.port", "19009"], ["config", "unset", "gateway.mode"],
        ["models", "auth", "paste-api-key"], ["models", "auth", "rotate", "default"],
        ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"],
    ])
    func anotherOfOursIsWaitedForAndNamed(words: [String]) throws {
        let home = try TestHome.existing()
        try FileManager.default.createDirectory(
            atPath: home.setup,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let holder = try FolderLockHolder(home.setup)
        defer { holder.end() }
        let run = try home.run(words + ["--lock-timeout", "1.5"], input: Fake.apiKey)
        #expect(run.status == 1)
        let lines = run.errorText.split(separator: "\n").filter { $0.hasPrefix("Waiting for ") }
        #expect(lines == ["Waiting for another openclaw (pid \(holder.id)), which is writing ..."], "\(run.text)")
        #expect(run.errorText.contains("Nothing can be written now: another openclaw (pid \(holder.id)) is writing."))
        #expect(run.errorText.contains("--lock-timeout") && !run.errorText.contains("credential store"))
        let document = try home.run(words + ["--lock-timeout", "0", "--json"], input: Fake.apiKey)
        #expect(document.status == 1 && document.errorText.isEmpty, "\(document.text)")
        #expect((try document.document()["error"] as? [String: Any])?["code"] as? String == "busy")
        holder.end()
        #expect(try home.run(words, input: Fake.apiKey).status == 0)
    }

    @Test(arguments: [["undo", "--yes"], ["models", "auth", "purge", "--yes"]])
    func takingBackAndPurgingWaitToo(words: [String]) throws {
        let home = try TestHome.existing()
        #expect(try home.run(["models", "auth", "rotate", "default"], input: Fake.apiKey).status == 0)
        let holder = try FolderLockHolder(home.setup)
        defer { holder.end() }
        let run = try home.run(words + ["--lock-timeout", "0"])
        #expect(run.status == 1 && run.errorText.contains("another openclaw (pid \(holder.id))"), "\(run.text)")
        holder.end()
        #expect(try home.run(words).status == 0)
    }

    @Test(arguments: ["-1", "soon", "86401", "nan"]) func onlySecondsAreTakenForATimeout(value: String) throws {
        let home = try TestHome.existing()
        let before = try home.picture()
        let run = try home.run(["config", "set", "gateway.port", "19009", "--lock-timeout=\(value)"])
        #expect(run.status == 1 && run.errorText.contains("--lock-timeout"), "\(run.text)")
        let after = try home.picture()
        #expect(after == before)
    }

    // MARK: - The gateway's lock

    @Test func theGatewayIsWaitedForAndNamed() throws {
        let home = try TestHome.existing()
        let lock = home.store + ".lock"
        try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
        let run = try home.run(
            ["models", "auth", "rotate", "default", "--lock-timeout", "1.5"],
            input: Fake.apiKey
        )
        #expect(run.status == 1)
        #expect(run.errorText.contains("Waiting for the lock ") && run.errorText.contains("auth-profiles.json.lock"))
        #expect(run.errorText.contains("Another program holds the lock of the credential store"))
        #expect(home.exists(lock))
    }

    /// It would never become stale; a person has to remove it and is told how.
    @Test(arguments: [(UInt32(0o755), 4_200_000_000), (0o1700, 4_200_000_000)])
    func aLockWithATimeToComeIsToldWithTheCommandThatRemovesIt(mode: UInt32, seconds: Int) throws {
        let home = try TestHome.existing()
        let lock = home.store + ".lock"
        try FileManager.default.createDirectory(atPath: lock, withIntermediateDirectories: false)
        chmod(lock, mode)
        try home.setTime(of: lock, seconds: seconds)
        let run = try home.run(["models", "auth", "rotate", "default", "--lock-timeout", "0"], input: Fake.apiKey)
        #expect(run.status == 1)
        // The name of the test's folder looks like a secret and is therefore redacted.
        let end = "/state/agents/main/agent/auth-profiles.json.lock\n"
        #expect(run.errorText.contains("Next: rmdir /") && run.errorText.hasSuffix(end), "\(run.text)")
        #expect(run.errorText.contains("2103-02-04"))
        rmdir(lock)
        #expect(try home.run(["models", "auth", "rotate", "default"], input: Fake.apiKey).status == 0)
    }

    /// Impossible times: every run ends with a message, and an old lock is taken over.
    @Test(arguments: [-12_000_000_000, -1, 0, 13_569_465_600, 95_617_584_000])
    func filesOfAnyTimeAreReadAndWritten(seconds: Int) throws {
        let home = try TestHome.existing()
        #expect(try home.run(["config", "set", "gateway.port", "19001"]).status == 0)
        try home.write("A=1\n", to: home.state + "/.env")
        let paths = try home.picture().entries.keys.filter { $0 != "." }.map { home.root + "/" + $0 }
        for path in paths { try home.setTime(of: path, seconds: seconds) }
        for words in [["models", "status"], ["models", "auth", "list"], ["config", "validate"], ["config", "diff"]] {
            #expect(try home.run(words).status == 0, "\(words)")
        }
        #expect(try home.run(["models", "auth", "rotate", "default"], input: Fake.apiKey).status == 0)
        #expect(try home.run(["undo", "--yes"]).status == 0)
    }
}

extension TestHome {
    /// Sets the modification time of a file or folder, in seconds since 1970.
    func setTime(of path: String, seconds: Int) throws {
        let time = timespec(tv_sec: seconds, tv_nsec: 0)
        guard utimensat(AT_FDCWD, path, [time, time], AT_SYMLINK_NOFOLLOW) == 0 else {
            throw ChildProcess.Failure(description: "\(path): \(String(cString: strerror(errno)))")
        }
    }
}

/// util-linux's `flock`, which holds a folder's lock as a run of the program does.
///
/// A class because it owns a process.
private final class FolderLockHolder {
    private let process = Process()
    var id: Int32 { process.processIdentifier }

    init(_ folder: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
        process.arguments = ["--no-fork", "-n", "-x", folder, "/bin/sh", "-c", "echo held; exec cat"]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        // It prints a line once it has the lock.
        #expect(output.fileHandleForReading.availableData == Data("held\n".utf8))
    }

    func end() {
        guard process.isRunning else { return }
        kill(id, SIGKILL)
        process.waitUntilExit()
    }
}
