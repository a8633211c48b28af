import Foundation
import Secrets
import Testing

@testable import ChildProgram

/// Children with a terminal: real shell processes.
@Suite("A child with a terminal", .timeLimit(.minutes(30))) struct TerminalChildTests {
    private func start(_ script: String) throws -> TerminalChild {
        try TerminalChild(.shell(script), columns: 400, rows: 24)
    }

    /// Reads until a text was written or the child has ended.
    private func drawn(_ child: TerminalChild, until text: String) -> String {
        var all: [UInt8] = []
        while !String(decoding: all, as: UTF8.self).contains(text) {
            if !child.read({ all += $0 }) {
                if child.hasEnded { break }
                wait(for: child)
            }
        }
        return String(decoding: all, as: UTF8.self)
    }

    private func wait(for child: TerminalChild) {
        var sources = [child.descriptor, child.exitDescriptor].map {
            pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
        }
        poll(&sources, 2, 100)
    }

    private func end(_ child: TerminalChild) -> Int32 {
        while !child.hasEnded {
            _ = child.read { _ in }
            wait(for: child)
        }
        return child.finish { _ in }
    }

    @Test func itHasATerminalOfThatSizeWhichControlsItsSession() throws {
        let child = try start("stty size; tty; echo $$ $(cut -d' ' -f6 /proc/$$/stat); ps -o tpgid= -p $$; echo end")
        let text = drawn(child, until: "end")
        #expect(text.contains("24 400") && text.contains("/dev/pts/"))
        #expect(text.contains("\(child.processID) \(child.processID)"))
    }

    @Test func allThatItDrewBeforeItsEndIsSeen() throws {
        let child = try start("for n in {1..3000}; do echo line $n; done; exit 5")
        var all: [UInt8] = []
        while !child.hasEnded { if !child.read({ all += $0 }) { wait(for: child) } }
        #expect(child.finish { all += $0 } == 5)
        #expect(String(decoding: all, as: UTF8.self).hasSuffix("line 3000\r\n"))
    }

    @Test func oneThatNeverReadsItsKeyboardHoldsNobodyUp() throws {
        let child = try start("stty raw -echo; echo ready; sleep 600")
        #expect(drawn(child, until: "ready").contains("ready"))
        let keys = [UInt8](repeating: 0x78, count: 300_000)
        keys.withUnsafeBytes { child.press($0) }
        #expect(child.hasKeysWaiting)
        child.stop()
        #expect(child.hasEnded && Process.hasEnded(child.processID))
    }

    @Test func keysThatWaitedArriveOnceItReads() throws {
        let child = try start("stty raw -echo; echo ready; read -rN1 key; sleep 0.2; head -c 199999 | wc -c; echo end")
        #expect(drawn(child, until: "ready").contains("ready"))
        let keys = [UInt8](repeating: 0x78, count: 40_000)
        for _ in 0..<5 {
            keys.withUnsafeBytes { child.press($0) }
            while child.hasKeysWaiting {
                child.pressWaiting()
                sched_yield()
            }
        }
        #expect(drawn(child, until: "end").contains("199999"))
    }

    @Test func controlCReachesOneThatClosedItsTerminal() throws {
        let child = try start("echo ready; exec <&- >&- 2>&-; sleep 600")
        #expect(drawn(child, until: "ready").contains("ready"))
        [UInt8(3)].withUnsafeBytes { child.press($0) }
        #expect(end(child) == 128 + SIGINT)
    }

    @Test func oneThatClosedItsTerminalAndHearsNothingIsEnded() throws {
        let child = try start("trap '' INT TERM HUP; echo ready; exec <&- >&- 2>&-; while :; do sleep 9; done")
        #expect(drawn(child, until: "ready").contains("ready"))
        child.stop()
        #expect(child.finish { _ in } == 128 + SIGKILL)
    }

    @Test func itCanOpenItsTerminalAgain() throws {
        let child = try start("exec <&- >&- 2>&-; sleep 0.1; exec >/dev/tty; echo again; exit 2")
        #expect(drawn(child, until: "again").contains("again"))
        #expect(end(child) == 2)
    }

    @Test func oneLeftBehindWithTheTerminalHoldsNobodyUp() throws {
        let child = try start("trap '' HUP; sleep 600 & exit 6")
        #expect(end(child) == 6)
    }

    @Test func aJobInFrontOnItsTerminalIsEndedWithIt() throws {
        let child = try start("set -m; bash -c 'echo front $$ ready; sleep 600; echo'; echo")
        let text = drawn(child, until: "ready")
        let front = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int32($0) })
        child.stop()
        #expect(Process.hasEnded(front))
    }

    @Test func aNewSizeIsTold() throws {
        let child = try start("trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.05; done")
        #expect(drawn(child, until: "ready").contains("ready"))
        child.resize(columns: 400, rows: 50)
        #expect(drawn(child, until: "50 400").contains("50 400"))
    }

    /// Kernels before 5.3, and sandboxes without pidfd_open(2).
    @Test func withoutADescriptorForItsEndTheEndIsLookedFor() throws {
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(null) }
        let streams = Child.Streams(standard: (null, null, null))
        let child = try Child(.shell("exit 9"), streams, exitWatch: { _ in -1 })
        while child.end() == nil { _ = child.poll([], until: .max) }
        #expect(child.end() == 9)
        let other = try Child(.shell("sleep 600"), streams, exitWatch: { _ in -1 })
        other.stop()
        #expect(other.end() == 128 + SIGTERM)
    }
}
