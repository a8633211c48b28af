import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Files that are not UTF-8: read as the gateway reads them, never written; UTF-16 is reported as such.
@Suite struct EncodingTests {
    private static let latin1: [UInt8] = [0xE9]
    private static let sequences: [[UInt8]] = [
        [0xE9], [0xC3, 0x28], [0xFF], [0x80], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82],
    ]

    private func bytes(_ before: String, _ damage: [UInt8], _ after: String) -> [UInt8] {
        Array(before.utf8) + damage + Array(after.utf8)
    }

    private func utf16(_ text: String, mark: [UInt8] = [0xFF, 0xFE]) -> [UInt8] {
        mark
            + text.utf16.flatMap {
                mark == [0xFE, 0xFF] ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)]
            }
    }

    private func key(_ letter: String = "A") -> String { Fake.text(Fake.apiKey(letter)) }

    @Test(arguments: sequences) func aConfigIsReadAndNotWritten(damage: [UInt8]) throws {
        let host = TestHost(store: Stores.oneKey)
        let text = bytes("{ // caf", damage, "\n  gateway: { port: 19001 } }\n")
        host.files.addFile(TestHost.config, bytes: text)
        let snapshot = host.snapshot()
        #expect(snapshot.problems.isEmpty && snapshot.gatewayPort == 19_001)
        let review = try ConfigReview(snapshot)
        #expect(review.issues.isEmpty && review.warnings.first?.line == 1 && review.warnings.first?.column == 9)
        #expect(try ConfigAnswer("gateway.port", in: snapshot).value == 19_001)
        let report = try StatusReport(snapshot, host.live, further: snapshot.furtherProblems(host.live))
        #expect(report.verdict.canAnswer == true && report.problems.map(\.code) == ["not-utf8"])
        for attempt in [
            { _ = try ConfigPlanner(snapshot: snapshot).plan(setting: 1, at: "gateway.port") },
            { _ = try SetupPlanner(snapshot: snapshot).plan(.apiKey()) },
            {
                _ = try ProfilePlanner(snapshot: snapshot).plan(
                    .add(NewCredential(Fake.token(), kind: .setupToken, agents: ["main"]))
                )
            },
        ] {
            let problem = #expect(throws: Problem.self, performing: attempt)
            #expect(problem?.code == "not-utf8")
            #expect(problem?.message.contains("line 1, column 9") == true && problem?.next != nil)
            #expect(problem?.message.contains("The gateway reads them") == true)
        }
        #expect(snapshot.onboardingRefusal?.code == "not-utf8")
        // Changes that need no line of that file are still written.
        #expect(try !ProfilePlanner(snapshot: snapshot).plan(.remove(id: "anthropic:key", agents: ["main"])).isEmpty)
    }

    @Test(arguments: sequences) func aStoreIsReadAndNotWritten(damage: [UInt8]) throws {
        let host = TestHost()
        let before =
            #"{ "version": 1, "profiles": { "anthropic:default": { "type": "api_key", "provider": "anthropic", "note": "caf"#
        host.files.addFile(TestHost.store, bytes: bytes(before, damage, #"", "key": "\#(key())" } } }"#))
        let snapshot = host.snapshot()
        let report = try StatusReport(snapshot, host.live, further: snapshot.furtherProblems(host.live))
        #expect(report.verdict.canAnswer == true)
        #expect(report.problems.map(\.code) == ["not-utf8"] && !report.lines[0].contains("cannot"))
        let planner = ProfilePlanner(snapshot: snapshot)
        #expect(try planner.plan(.clearFailures(id: "anthropic:default", agent: "main")).isEmpty)
        let problem = #expect(throws: Problem.self) {
            try planner.plan(.remove(id: "anthropic:default", agents: ["main"]))
        }
        #expect(problem?.code == "not-utf8" && problem?.message.contains("auth-profiles.json") == true)
        #expect(try host.live.obstacles(on: snapshot, for: ["main"]).first?.code == "not-utf8")
    }

    @Test(arguments: [[UInt8](), [0xFF, 0xFE], [0xFE, 0xFF]]) func utf16IsCalledByItsName(mark: [UInt8]) throws {
        let host = TestHost(store: Stores.oneKey)
        host.files.addFile(TestHost.config, bytes: utf16("{ \"gateway\": {} }", mark: mark))
        let problem = host.snapshot().problems.first
        #expect(
            problem?.message.contains("UTF-16") == true && problem?.next == "save ~/.openclaw/openclaw.json as UTF-8"
        )
        #expect(host.snapshot().onboardingRefusal?.message.contains("UTF-16") == true)

        let other = TestHost()
        other.files.addFile(TestHost.store, bytes: utf16(Stores.oneKey, mark: mark))
        let report = try StatusReport(other.snapshot(), other.live)
        #expect(report.verdict.outcome == .storeUnreadable)
        #expect(report.problems.first?.message.contains("UTF-16") == true)
    }

    @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]]) func aListOfVariablesInUTF16IsTold(mark: [UInt8]) throws {
        let host = TestHost()
        host.files.addFile(TestHost.state + "/.env", bytes: utf16("ANTHROPIC_API_KEY=\(key())\r\n", mark: mark))
        let snapshot = host.snapshot()
        let report = try StatusReport(snapshot, host.live, further: snapshot.furtherProblems(host.live))
        #expect(report.verdict.canAnswer == false && report.problems.map(\.code) == ["utf16"])
        #expect(report.problems.first?.message.hasPrefix("~/.openclaw/.env is saved as UTF-16") == true)
    }
}
