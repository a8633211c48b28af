import Foundation
import Glibc
import Testing

/// What a command reports if its write is interrupted.
@Suite("Interrupted writes") struct InterruptedWriteTests {
    private func strace(_ home: TestHome, _ calls: String, _ fault: String, at number: Int) -> [String] {
        [
            "/usr/bin/strace", "-f", "-qqq", "-o", home.root + ".trace", "-e", "trace=\(calls)",
            "-e", "inject=\(calls):\(fault):when=\(number)",
        ]
    }

    /// The write is finished and reported before the signal ends the process.
    @Test(arguments: [("TERM", SIGTERM), ("HUP", SIGHUP), ("INT", SIGINT)])
    func aSignalDuringTheWriteIsAnsweredBeforeItEndsTheProcess(signal: (name: String, number: Int32)) throws {
        let commands: [[String]] = [
            ["models", "auth", "rotate", "default"], ["config", "set", "gateway.port", "19001"],
            ["onboard", "--non-interactive", "--accept-risk", "--anthropic-api-key", "-"],
        ]
        for words in commands {
            let home = try TestHome.existing()
            defer { unlink(home.root + ".trace") }
            let before = try home.picture().contents
            let run = try home.run(
                words,
                input: Fake.apiKey,
                behind: strace(home, "renameat2", "signal=\(signal.name)", at: 1)
            )
            #expect(run.status == 128 + signal.number, "\(run.text)")
            #expect(run.errorText == "A signal came during the write; the write was finished first.\n", "\(run.text)")
            #expect(try home.picture().contents != before)
            #expect(!home.exists(home.setup + "/journal"))
            #expect(try home.run(["undo"]).outputText.contains("This undoes"))
        }
    }

    @Test func aSignalDuringAnUndoIsAnsweredToo() throws {
        let home = try TestHome.existing()
        defer { unlink(home.root + ".trace") }
        #expect(try home.run(["config", "set", "gateway.port", "19001"]).status == 0)
        let run = try home.run(["undo", "--yes"], behind: strace(home, "renameat2", "signal=TERM", at: 1))
        #expect(run.status == 128 + SIGTERM && run.errorText.contains("the write was finished first"), "\(run.text)")
        #expect(try home.read(home.config) == TestHome.handWrittenConfig)
    }

    /// A file size limit is an error like any other.
    @Test(arguments: [0, 1, 64]) func aLimitOnTheSizeOfFilesLeavesEverythingOld(blocks: Int) throws {
        let home = try TestHome.existing()
        let store = TestHome.handWrittenStore.replacing("mine", with: String(repeating: "m", count: 200_000))
        try home.write(store, to: home.store)
        let before = try home.picture()
        // The test's output streams are files too, but a pipe has no size limit.
        let limited = ["/bin/bash", "-c", "set -o pipefail; { ulimit -f \(blocks); \"$@\"; } 2>&1 | cat", "bash"]
        let run = try home.run(["models", "auth", "rotate", "default"], input: Fake.apiKey, behind: limited)
        #expect(run.status == 1, "\(run.text)")
        #expect(run.text.contains("would be larger than a file may be here"), "\(run.text)")
        #expect(run.text.contains("ulimit -f"))
        let after = try home.picture()
        #expect(after.contents.filter { !$0.key.hasPrefix("state/setup") } == before.contents)
        #expect(try home.auth("rotate", "default", input: Fake.apiKey).status == 0)
    }

    /// Cleanup that fails after the files are final: one line names the file, and the next command cleans it up.
    @Test(arguments: ["rmdir", "unlink,unlinkat", "fsync"])
    func whatIsLeftOverIsToldAndRemovedByTheNextCommand(calls: String) throws {
        let commands: [[String]] = [
            ["models", "auth", "rotate", "default"], ["config", "set", "gateway.port", "19001"], ["undo", "--yes"],
        ]
        var told = 0
        for words in commands {
            for number in 1...20 {
                let home = try TestHome.existing()
                defer { unlink(home.root + ".trace") }
                #expect(try home.run(["config", "set", "gateway.mode", "local"]).status == 0)
                #expect(try home.run(["config", "set", "gateway.port", "19000"]).status == 0)
                let run = try home.run(
                    words,
                    input: Fake.apiKey,
                    behind: strace(home, calls, "error=EIO", at: number)
                )
                let trace = try String(contentsOfFile: home.root + ".trace", encoding: .utf8)
                guard trace.contains("(INJECTED)") else { break }
                let left = try Self.leftOver(home)
                if run.status == 0, !left.isEmpty {
                    told += 1
                    let lines = run.outputText.split(separator: "\n").filter { $0.contains("left over") }
                    #expect(lines.count == 1, "\(calls) \(number): \(left), \(run.text)")
                }
                #expect(try home.run(["config", "set", "gateway.port", "19009"]).status == 0)
                #expect(try Self.leftOver(home).isEmpty, "\(calls) \(number)")
            }
        }
        if calls != "fsync" { #expect(told > 0) }
    }

    private static func leftOver(_ home: TestHome) throws -> [String] {
        try home.picture().entries.keys.filter {
            $0.hasSuffix(".lock") || $0.contains("journal") || $0.contains(".openclaw-")
        }
    }
}
