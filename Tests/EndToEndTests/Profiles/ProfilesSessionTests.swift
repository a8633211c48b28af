import Foundation
import TerminalUI
import TestSupport
import Testing

/// The profiles screen end to end: the real program in a real pseudo-terminal, and the files afterwards.
@Suite("Profiles on a terminal")
struct ProfilesSessionTests {
    private static let config = "// by hand\n{ agents: { list: [{ id: \"main\", default: true }, { id: \"ops\" }] } }\n"

    /// `old` is in a cooldown; `work` has the counter that the other program increments.
    private static func store() -> String {
        let until = Int64(Date().timeIntervalSince1970 * 1000) + 1_800_000
        return """
            {
              "version": 1,
              "profiles": {
                "anthropic:default": { "type": "token", "provider": "anthropic", "token": "\(Fake.token)" },
                "anthropic:work": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.apiKey)" },
                "anthropic:old": { "type": "api_key", "provider": "anthropic", "key": "\(Fake.otherKey)" }
              },
              "usageStats": {
                "anthropic:work": { "errorCount": 0, "lastUsed": 1770000000000 },
                "anthropic:old": { "errorCount": 3, "cooldownUntil": \(until), "failureCounts": { "rate_limit": 3 } }
              }
            }

            """
    }

    private func session(_ arguments: [String] = ["models", "auth"], size: Size = Size(columns: 80, rows: 24)) throws
        -> WizardSession
    {
        let home = try TestHome()
        try home.write(Self.config, to: home.config)
        try home.write(Self.store(), to: home.store)
        return try WizardSession(home, arguments, size: size)
    }

    @Test func clearedAndTakenBackTheFilesAreAsBefore() throws {
        let session = try session()
        let before = try session.home.read(session.home.store)
        try session.wait { $0.contains("main should answer.") && $0.contains("cooling  until") }
        session.press(.down, .down)
        try session.wait { $0.contains("› old") }
        session.press(.character("c"))
        try session.wait(for: "without a check?")
        session.press(.character("y"))
        try session.wait(for: "Cleared the cooldown of old.")
        let cleared = try session.home.read(session.home.store)
        #expect(!cleared.contains("cooldownUntil") && cleared.contains("lastUsed"))
        session.press(.character("u"))
        try session.wait(for: "Undo it")
        session.press(.character("y"))
        try session.wait(for: "Undone.")
        #expect(try session.home.read(session.home.store) == before)
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
        #expect(session.lines.contains { $0.contains("Cleared the cooldown of old.") }, "rule 7")
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)])
    func leavingWritesNothing(size: Size) throws {
        let session = try session(["models", "auth", "browse"], size: size)
        try session.wait(for: "main should answer.")
        session.press(.character("m"))
        try session.wait { $0.contains("This fixes the order") }
        session.press(.down)
        session.press(.escape)
        try session.wait(for: "The order stays as it was.")
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
        try session.expectNothingWritten()
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 15)])
    func aProfileThatIsLeftOutIsTriedOnceItIsIncluded(size: Size) throws {
        let home = try TestHome()
        let config = #"""
            // by hand
            { auth: { profiles: { "anthropic:work": { provider: "anthropic", mode: "api_key" } } } }

            """#
        try home.write(config, to: home.config)
        try home.write(Self.store(), to: home.store)
        let session = try WizardSession(home, ["models", "auth"], size: size)
        try session.wait { $0.contains("main should answer.") && $0.contains("not listed") }
        let store = try home.read(home.store)
        session.press(.down)
        try session.wait { $0.line($0.cursor.row).contains("default") }
        session.press(.character("l"))
        try session.wait(for: "Have the gateway try default?")
        session.press(.character("y"))
        try session.wait(for: "The gateway tries default now.")
        let listed = try home.read(home.config)
        #expect(listed.hasPrefix("// by hand\n") && listed.contains(#""anthropic:default": { provider: "anthropic""#))
        session.press(.character("u"))
        try session.wait(for: "Undo it")
        session.press(.character("y"))
        try session.wait(for: "Undone.")
        #expect(try home.read(home.config) == config && home.read(home.store) == store)
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
        try session.expectSecretsOnlyInTheStore()
    }

    @Test func aReplacedSecretIsStoredAndNeverShown() throws {
        let session = try session()
        try session.wait(for: "main should answer.")
        session.press(.down, .down)
        try session.wait { $0.contains("› old") }
        session.press(.character("r"))
        try session.wait(for: "Paste your credential")
        session.terminal.paste(Fake.otherToken, marked: true)
        try session.wait(for: "ends stuv")
        session.press(.enter)
        try session.wait(for: "Replace the secret of old?")
        session.press(.character("y"))
        try session.wait(for: "Replaced the secret of old")
        #expect(try session.home.secret(of: "anthropic:old") == Fake.otherToken)
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
        session.expectTerminalAsBefore()
    }

    @Test("a store that takes long to read says how many profiles are read, and what is typed meanwhile counts")
    func loading() throws {
        let home = try TestHome()
        try home.write("{}\n", to: home.config)
        let profiles = (0..<60_000).map { number in
            "\"anthropic:p\(number)\": { \"type\": \"api_key\", \"provider\": \"anthropic\", \"key\": \"\(Fake.apiKey)\" }"
        }
        try home.write("{\"version\": 1, \"profiles\": {\(profiles.joined(separator: ",\n"))}}\n", to: home.store)
        let session = try WizardSession(home, ["models", "auth"])
        session.press(.end)
        try session.wait { $0.contains("60000 of 60000 ready,") && $0.line($0.cursor.row).contains("p59999") }
        #expect(session.terminal.wrote("Reading 60 000 profiles"))
        session.press(.control("c"))
        #expect(try session.waitForExit() == 130)
        session.expectTerminalAsBefore()
    }

    @Test func theGatewaysWriteIsSeenWhileNobodyPressesAKey() throws {
        let session = try session()
        try session.wait(for: "main should answer.")
        session.terminal.settle()
        let run = try Self.peer("update", session.home.store, "anthropic:work", "1").run()
        #expect(run.status == 0)
        let start = ContinuousClock.now
        try session.wait(for: "The gateway changed the usage marks of work.")
        #expect(ContinuousClock.now - start < .milliseconds(1000), "seen without a key")
        #expect(session.lines.contains { $0.contains("› default") })
        session.press(.character("q"))
        #expect(try session.waitForExit() == 0)
    }

    @Test func nothingIsLostWhenTheGatewayWritesAllTheTime() throws {
        let session = try session()
        try session.wait(for: "main should answer.")
        session.press(.down, .down)
        try session.wait { $0.contains("› old") }
        let updates = 120
        let writing = try Writing(Self.peer("update", session.home.store, "anthropic:work", String(updates)))
        // Cleared while the other program writes: repeated until the plan is still valid at the commit.
        let deadline = ContinuousClock.now + .seconds(100)
        while ContinuousClock.now < deadline {
            let text = session.terminal.screen.text
            if text.split(separator: "\n").contains(where: { $0.contains(" old ") && $0.contains(" ready ") }) { break }
            session.press(.character(text.contains("without a check?") ? "y" : "c"))
            session.terminal.settle()
        }
        #expect(try writing.finish() == 0)
        let text = try session.home.read(session.home.store)
        #expect(text.contains("\"errorCount\": \(updates)"), "an update of the other program is lost")
        #expect(!text.contains("cooldownUntil"), "our edit is lost")
        session.press(.character("q"))
        _ = try session.waitForExit()
    }

    private static func peer(_ arguments: String...) throws -> ChildProcess {
        let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("openclaw-lock-peer").path
        return ChildProcess(command: [program] + arguments, environment: [:], folder: "/", input: nil)
    }

    /// A program that runs in parallel. Unchecked, because its status is read only after the signal.
    private final class Writing: @unchecked Sendable {
        private let done = DispatchSemaphore(value: 0)
        private var status: Result<Int32, any Error> = .success(-1)

        init(_ process: ChildProcess) {
            DispatchQueue.global().async { [self] in
                status = Result { try process.run().status }
                done.signal()
            }
        }

        func finish() throws -> Int32 {
            done.wait()
            return try status.get()
        }
    }
}
