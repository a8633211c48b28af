import ChildProgram
import Foundation
import Secrets
import TestSupport
import Testing

/// Children without a terminal: real shell processes.
@Suite("A child's end ends its run", .timeLimit(.minutes(30))) struct PipedChildTests {
    private func run(
        _ script: String,
        input: String = "",
        milliseconds: Int64 = 20_000,
        bytes: Int = 1 << 20,
        file: [UInt8] = [],
        cancellation: Cancellation = Cancellation(),
        arguments: [String] = []
    ) throws(ChildError) -> ChildOutcome {
        let command = ChildCommand.shell(script, arguments)
        let limits = ChildLimits(milliseconds: milliseconds, outputBytes: bytes, errorBytes: bytes)
        let child = try PipedChild(command, input: Secret(input), kept: try MemoryFile(file), limits: limits)
        return try child.run(cancellation)
    }

    @Test func whatGoesInComesOutAndTheCodeIsKnown() throws {
        let outcome = try run("cat; echo trouble >&2; exit 7", input: "a secret")
        #expect(outcome.output.text == "a secret" && outcome.error.text == "trouble\n" && outcome.code == 7)
        #expect(try run("kill -9 $$").code == 128 + SIGKILL)
    }

    @Test func aChildLeftBehindWithItsStreamsHoldsNobodyUp() throws {
        let outcome = try run("sleep 600 & echo $!; exit 3")
        #expect(outcome.code == 3)
        let left = try #require(Int32(outcome.output.text.dropLast()))
        #expect(kill(left, 0) == 0, "what a program leaves behind when it ends well is its own business")
        kill(left, SIGKILL)
    }

    @Test func theLimitEndsAllThatItStarted() throws {
        let folder = try TemporaryHome()
        let note = folder.path + "/pid"
        #expect(throws: ChildError.timeout) {
            try run("sleep 600 & echo $! > \"$1\"; wait", milliseconds: 300, arguments: [note])
        }
        let left = try #require(Int32(try String(contentsOfFile: note, encoding: .utf8).dropLast()))
        #expect(Process.hasEnded(left))
    }

    @Test func oneThatHearsNothingIsKilledInTheEnd() throws {
        #expect(throws: ChildError.timeout) {
            try run("trap '' TERM HUP INT; while :; do sleep 9; done", milliseconds: 50)
        }
    }

    @Test func cancellingEndsIt() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        #expect(throws: ChildError.cancelled) { try run("sleep 600", cancellation: cancellation) }
    }

    @Test func moreThanTheLimitIsNotKept() throws {
        #expect(throws: ChildError.tooLong(limit: 1000)) { try run("yes", bytes: 1000) }
    }

    /// More than a socket buffer holds: it is sent as the child reads, and a child that does not read blocks nothing.
    @Test func aLongSecretIsSentWithoutWaiting() throws {
        let long = String(repeating: "s", count: 3 << 20)
        #expect(try run("sleep 0.1; wc -c", input: long).output.text.hasPrefix("\(3 << 20)"))
        #expect(try run("exit 4", input: long).code == 4)
        #expect(throws: ChildError.timeout) { try run("sleep 600", input: long, milliseconds: 200) }
    }

    @Test func aFileInMemoryIsReadFromItsBeginning() throws {
        let outcome = try run("cat /dev/fd/3 /dev/fd/3", file: Array("body".utf8))
        #expect(outcome.output.text == "bodybody")
    }

    @Test func nothingOfOursIsInherited() throws {
        let open = dup2(STDERR_FILENO, 77)
        defer { close(open) }
        let outcome = try run("for n in 3 4 5 10 11 77; do [ -e /proc/$$/fd/$n ] && echo $n; done; env")
        let shells = ["PWD=", "_=", "SHLVL="]
        let lines = outcome.output.text.split(separator: "\n").filter { line in !shells.contains { line.hasPrefix($0) }
        }
        #expect(lines == ["PATH=/usr/bin:/bin"], "no ~/.bashrc was read either")
    }

    @Test func itLeadsASessionOfItsOwnWithoutATerminal() throws {
        let outcome = try run("echo $$ $(cut -d' ' -f6,7 /proc/$$/stat)")
        let numbers = outcome.output.text.split(separator: " ").map { $0.trimmingCharacters(in: .newlines) }
        #expect(numbers.count == 3 && numbers[0] == numbers[1] && numbers[2] == "0")
    }

    @Test func whatCannotBeStartedSaysWhy() throws {
        let command = ChildCommand("/nowhere/curl", arguments: ["curl"], environment: [:], lastSignal: SIGKILL)
        let limits = ChildLimits(milliseconds: 1000, outputBytes: 10, errorBytes: 10)
        #expect(throws: ChildError.failed(code: ENOENT)) {
            try PipedChild(command, input: Secret(""), kept: try MemoryFile([]), limits: limits).run(Cancellation())
        }
    }
}

extension ChildCommand {
    /// A script of the shell with its arguments.
    static func shell(_ script: String, _ arguments: [String] = []) -> ChildCommand {
        ChildCommand(
            "/bin/bash",
            arguments: ["bash", "-c", script, "bash"] + arguments,
            environment: ["PATH": "/usr/bin:/bin"],
            lastSignal: SIGKILL
        )
    }
}

extension Secret {
    var text: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }
}

extension Process {
    /// Whether another process's child has ended, within a few seconds, because ending takes a moment.
    static func hasEnded(_ process: Int32) -> Bool {
        let end = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < end {
            guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
            if stat.contains(") Z ") { return true }
            sched_yield()
        }
        return false
    }
}
