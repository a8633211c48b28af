import Foundation
import TerminalUI
import TestSupport
import Testing

/// The harness itself, tested with system programs.
struct PseudoTerminalTests {
    private let environment = ["TERM": "xterm-256color", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

    @Test func theScreenShowsWhatAProgramWrites() throws {
        let program = try shell("printf 'one \\033[1mtwo\\033[0m \\033[38;5;160mthree\\033[0m 儲存\\r\\n'")
        #expect(try program.waitForExit() == .exited(0))
        #expect(program.screen.line(0) == "one two three 儲存")
        #expect(program.screen.looks(0).hasPrefix("....bbb.rrrrr."))
        #expect(program.screen.looks(of: "two") == "bbb")
        #expect(program.screen.cell(column: 15, row: 0).text.isEmpty)
        #expect(program.screen.cursor == Point(column: 0, row: 1))
        #expect(program.wrote("\u{1B}[1mtwo"))
        #expect(!program.wrote("four"))
    }

    @Test func theTerminalKnowsItsStates() throws {
        let program = try shell(
            "printf '\\033[?1049h\\033[?25l\\033[?1000h\\033]2;title\\a\\a'; read x; printf '\\033[?1049l\\033[?25h\\033[?1000l'"
        )
        try program.wait { $0.bells == 1 }
        #expect(program.screen.isAlternate && !program.screen.cursorIsVisible && program.screen.reportsMouse)
        #expect(program.screen.title == "title")
        program.send(.enter)
        #expect(try program.waitForExit() == .exited(0))
        #expect(!program.screen.isAlternate && program.screen.cursorIsVisible && !program.screen.reportsMouse)
    }

    @Test func keysArriveAsATerminalSendsThem() throws {
        let program = try shell("stty raw -echo; printf ready; dd bs=1 count=17 2>/dev/null | od -An -c | tr -d '\\n'")
        try program.wait { $0.contains("ready") }
        program.send(.up, .enter, .backTab, .control("c"), .character("é"), .escape, .function(1), .home)
        try program.wait { $0.contains("033") }
        #expect(try program.waitForExit() == .exited(0))
        let seen = program.screen.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
        #expect(seen.contains("033 [ A \\r 033 [ Z 003 303 251 033 033 O P 033 [ H"), "\(seen)")
    }

    @Test func aPasteHasBordersWhenTheProgramAskedForThem() throws {
        let program = try shell("stty raw -echo; printf 'ready\\033[?2004h'; dd bs=1 count=15 2>/dev/null | od -An -c")
        try program.wait { $0.contains("ready") }
        program.paste("a\nb")
        #expect(try program.waitForExit() == .exited(0))
        #expect(program.screen.text.contains("[   2   0   0   ~   a  \\r   b 033   [   2   0   1   ~"))
    }

    @Test func aLargePasteIsWrittenWhileOutputIsRead() throws {
        let program = try shell("stty raw -echo; printf ready; head -c 300000 | tee /dev/tty | wc -c")
        try program.wait { $0.contains("ready") }
        program.paste(String(repeating: "0123456789", count: 30_000), marked: false)
        #expect(try program.waitForExit() == .exited(0))
        #expect(program.screen.text.contains("300000"))
    }

    @Test func theSizeIsTheProgramsAndItIsToldOfChanges() throws {
        let program = try shell(
            "trap 'stty size' WINCH; stty size; while [ $(stty size | cut -c1-2) != 15 ]; do read -t 1 x; done; exit 3",
            size: Size(columns: 100, rows: 30)
        )
        try program.wait { $0.contains("30 100") }
        program.resize(Size(columns: 40, rows: 15))
        #expect(try program.waitForExit() == .exited(3))
        #expect(program.screen.contains("15 40"))
    }

    @Test func endingsAreExitsOrSignals() throws {
        #expect(try shell("exit 7").waitForExit() == .exited(7))
        let program = try shell("printf up; read x")
        try program.wait { $0.contains("up") }
        program.signal(SIGTERM)
        #expect(try program.waitForExit() == .signalled(SIGTERM))
    }

    @Test func aLostTerminalHangsTheProgramUp() throws {
        let program = try shell("trap 'exit 9' HUP; printf up; read x; sleep 20")
        try program.wait { $0.contains("up") }
        program.hangUp()
        #expect(try program.waitForExit() == .exited(9))
    }

    @Test func theModesCanBeCompared() throws {
        let program = try shell("stty raw; printf ready; read x; stty sane; printf back")
        #expect(program.modesBefore.isUsual)
        try program.wait { $0.contains("ready") }
        #expect(program.modes != program.modesBefore && !program.modes.isUsual)
        program.send(bytes: "\n")
        _ = try program.waitForExit()
        #expect(program.modes.isUsual)
    }

    @Test func descriptorsCanBeSomethingElse() throws {
        let redirections = [PseudoTerminal.Redirection(0, "/dev/null")]
        let program = try PseudoTerminal(
            "/bin/sh",
            ["-c", "test -t 0 || echo none; test -t 1 && echo terminal; : </dev/tty && echo controlled"],
            environment: environment,
            redirections: redirections
        )
        #expect(try program.waitForExit() == .exited(0))
        #expect(program.screen.lines.prefix(3) == ["none", "terminal", "controlled"])
    }

    @Test func aShellWithJobControlStopsAndContinues() throws {
        let program = try PseudoTerminal.withJobControl(
            "/bin/sh",
            ["-c", "echo up; read x; echo again; exit 5"],
            environment: environment
        )
        try program.wait { $0.contains("up") }
        program.send(.control("z"))
        try program.wait { $0.contains("[stopped]") }
        program.send(.enter)
        program.send(.enter)
        #expect(try program.waitForExit() == .exited(5))
        #expect(program.screen.contains("again"))
    }

    @Test func aProgramThatEndsOrHangsFailsAWait() throws {
        #expect(throws: PseudoTerminalError.self) { try shell("exit 0").wait { $0.contains("never") } }
        #expect(throws: PseudoTerminalError.self) {
            try shell("read x").wait(timeout: .milliseconds(30)) { $0.contains("never") }
        }
        #expect(throws: PseudoTerminalError.self) { try PseudoTerminal("/no/such/program", environment: [:]) }
    }

    private func shell(_ script: String, size: Size = Size(columns: 80, rows: 24)) throws -> PseudoTerminal {
        try PseudoTerminal("/bin/bash", ["-c", script], environment: environment, size: size)
    }
}
