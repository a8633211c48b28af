import Foundation
import Glibc
import TerminalUI
import TestSupport
import Testing

/// No secret is ever visible to others: not in arguments, environment or output, and in no file but the store and its
/// backups. Inspected while the program waits for its secret, and when all its work is done.
@Suite("Every secret") struct EverySecretTests {
    @Test(arguments: EveryCommand.secretTakers, [[], ["--dry-run"], ["--json"]])
    func itIsSeenNowhere(command: EveryCommand, more: [String]) throws {
        let variables = command.channel == .variable ? ["MY_KEY": command.secret] : [:]
        let home = try EveryCommand.home(variables)
        let line = try command.line(in: home) + more
        let source = try Source(command, home)
        let process = try HeldProcess(home, line)
        if command.channel == .pipe || command.channel == .file {
            source.feed(process, command.secret.prefix(60))
            try process.wait(for: .reading)
            expectNothingSeen(process, command)
            source.feed(process, command.secret.dropFirst(60))
        }
        source.end()
        process.endInput()
        try process.wait(for: .writing)
        expectNothingSeen(process, command)
        let run = try process.finish()
        #expect(run.status == 0, "\(run.text)")
        #expect(Fake.piece(in: run.text) == nil)
        if more.first == "--json" { _ = try run.document() }
        try expectNothingWritten(home, command)
    }

    /// The secrets already stored on the host, with commands that get none.
    @Test(arguments: EveryCommand.others.filter { $0.withoutInput.status == 0 }, [[], ["--json"]])
    func storedOnesAreSeenNowhere(command: EveryCommand, more: [String]) throws {
        let home = try EveryCommand.home()
        let process = try HeldProcess(home, try command.line(in: home) + more)
        process.endInput()
        try process.wait(for: .writing)
        expectNothingSeen(process, command)
        let run = try process.finish()
        #expect(run.status == 0 && Fake.piece(in: run.text) == nil, "\(run.status)")
        try expectNothingWritten(home, command)
    }

    /// The masked field, the preview and its question, on a terminal.
    @Test(arguments: ["paste-token", "add", "rotate default"]) func aPastedOneIsSeenNowhere(words: String) throws {
        let home = try EveryCommand.home()
        let session = try WizardSession(home, ["models", "auth"] + words.split(separator: " ").map(String.init))
        try session.wait(for: "Esc leaves")
        session.terminal.paste(Fake.token)
        try session.wait(for: "ends mnop")
        expectNothingSeen(session.terminal.processID)
        session.press(.enter)
        if !words.hasPrefix("rotate") {
            try session.wait(for: "Enter stores")
            session.press(.enter)
        }
        try session.wait(for: "Do it? y/N")
        expectNothingSeen(session.terminal.processID)
        session.terminal.send(bytes: "y")
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try home.expectSecretsOnlyIn(["agents/main/agent/auth.json"])
    }

    private func expectNothingSeen(_ process: HeldProcess, _ command: EveryCommand) {
        #expect(process.arguments.contains("openclaw\0"), "/proc was not looked at")
        #expect(process.environment.contains("OPENCLAW_STATE_DIR="))
        if command.channel != .argument { #expect(Fake.piece(in: process.arguments) == nil, "arguments") }
        if command.channel != .variable { #expect(Fake.piece(in: process.environment) == nil, "environment") }
    }

    private func expectNothingSeen(_ process: Int32) {
        for name in ["cmdline", "environ"] {
            let bytes = FileManager.default.contents(atPath: "/proc/\(process)/\(name)") ?? Data()
            #expect(!bytes.isEmpty && Fake.piece(in: Array(bytes)) == nil, "\(name)")
        }
    }

    private func expectNothingWritten(_ home: TestHome, _ command: EveryCommand) throws {
        let mayHold = command.alsoHolds.map { String($0.dropFirst("state/".count)) }
        try home.expectSecretsOnlyIn(["agents/main/agent/auth.json"] + mayHold)
    }
}

/// The source of a command's secret; a named pipe is used as the file.
private final class Source {
    private let descriptor: Int32?
    private var isOpen = true

    init(_ command: EveryCommand, _ home: TestHome) throws {
        guard command.channel == .file else {
            descriptor = nil
            return
        }
        let path = home.root + "/secret"
        try #require(mkfifo(path, 0o600) == 0)
        // Read and write, because opening only for writing would wait for a reader.
        descriptor = open(path, O_RDWR | O_CLOEXEC)
    }

    deinit { end() }

    func feed(_ process: HeldProcess, _ text: Substring) {
        guard let descriptor else { return process.feed(text) }
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    func end() {
        if let descriptor, isOpen { close(descriptor) }
        isOpen = false
    }
}
