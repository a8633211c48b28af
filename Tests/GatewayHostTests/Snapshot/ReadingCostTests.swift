import FileTransactions
import GatewayHost
import Secrets
import Synchronization
import TestSupport
import Testing

/// What is read of a host, and how often.
@Suite struct ReadingCostTests {
    private static let oauthFile = TestHost.state + "/credentials/oauth.json"

    /// Agents without stores, beside older logins that all of them could import.
    private static func host(agents: Int) -> TestHost {
        let list = (0..<agents).map { "{ id: 'a\($0)' }" }.joined(separator: ", ")
        let host = TestHost(config: "{ agents: { list: [\(list)] } }")
        host.files.addFile(oauthFile, #"{ "anthropic": { "access": "a", "refresh": "r", "expires": 1900000000000 } }"#)
        return host
    }

    @Test func whatAllAgentsShareIsReadOnce() throws {
        func calls(_ count: Int) -> [String: Int] {
            let host = Self.host(agents: count)
            let snapshot = host.snapshot()
            #expect(snapshot.agents.count == count + 1 && snapshot.agent("main")?.takeOver.due != nil)
            let shared = [Self.oauthFile, TestHost.state + "/state/openclaw.sqlite"]
            return Dictionary(grouping: host.files.calls.map(\.path).filter(shared.contains), by: \.self)
                .mapValues(\.count)
        }
        let one = calls(1)
        #expect(one[Self.oauthFile] != nil)
        #expect(calls(40) == one)
    }

    /// A status needs neither a random token nor our own records.
    @Test func aStatusReadsNoRecordsAndMakesNoToken() throws {
        let host = TestHost(config: "{}", store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        let made = Tokens()
        var machine = host.host
        machine.randomToken = { made.make() }
        let live = LiveHost(machine)
        host.files.forgetCalls()
        let snapshot = live.read(for: .report)
        _ = try StatusReport(snapshot, live, further: snapshot.furtherProblems(live))
        #expect(made.count == 0)
        let backups = host.files.calls.filter { $0.path.hasPrefix(TestHost.state + "/setup/backups") }
        #expect(backups.isEmpty, "\(backups)")
        #expect(snapshot.hasAppliedBefore == nil && snapshot.problems.isEmpty)
        #expect(host.files.calls.allSatisfy { !$0.isWrite })
        #expect(live.read().hasAppliedBefore == true && made.count == 0)
    }

    /// Counts the random tokens that were made.
    private final class Tokens: Sendable {
        private let made = Mutex(0)
        var count: Int { made.withLock { $0 } }

        func make() -> Secret {
            made.withLock { $0 += 1 }
            return Secret(String(repeating: "ab", count: 24))
        }
    }
}
