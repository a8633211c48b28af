import CredentialStores
import Credentials
import FileTransactions
import GatewayConfig
import JSON5
import Secrets
import TestSupport
import Testing

@testable import GatewayHost

/// `--gateway-release`: it settles which release of the gateway is meant, and a command that writes keeps it.
@Suite struct GatewayReleaseFlagTests {
    private static let kept = TestHost.state + "/setup/gateway-release.json"
    private static let newer = "{ meta: { lastTouchedVersion: '2026.6.5' }, gateway: { mode: 'local' } }\n"

    private func host(_ config: String = newer, _ named: ReleaseChoice? = nil) -> TestHost {
        var host = TestHost(config: config)
        host.releaseChoice = named
        return host
    }

    private func setPort(_ host: TestHost) throws -> ChangePlan {
        try host.live.plan(.setValue(.integer(19001), at: "gateway.port"), on: host.snapshot())
    }

    // MARK: - Names

    @Test(arguments: ["2026.2.9", "2026.5.28", "2026.4.3", "2026.6.5-beta.1", "2027.1.1"])
    func aReleaseFromTheOldestKnownOneOnIsMeant(name: String) throws {
        #expect(try ReleaseChoice(name, .english) == .release(name))
        #expect(try ReleaseChoice("v" + name, .english) == .release(name))
    }

    @Test(arguments: ["", "latest", "2026", "2026.5", "2026.1.30", "2026.5.28 ", "2026.5.x", "-1.2.3", "../x"])
    func anUnknownNameListsTheKnownOnes(name: String) throws {
        let problem = try #require(throws: Problem.self) { _ = try ReleaseChoice(name, .english) }
        #expect(problem.code == "unknown-release")
        let details = problem.details.joined(separator: " ")
        #expect(["2026.2.9", "2026.3.13", "2026.5.28", "2026.6.11"].allSatisfy(details.contains))
        #expect(details.contains("is read like it"))
        #expect(problem.next?.contains("--gateway-release auto") == true)
    }

    // MARK: - What it settles

    @Test func itSettlesWhatTheEvidenceLeavesOpen() throws {
        #expect(host().snapshot().storeProblem?.code == "newer-store")
        let settled = host(Self.newer, .release("2026.5.28")).snapshot()
        #expect(settled.storeProblem == nil)
        let evidence = settled.releaseEvidence
        #expect(evidence.items.map(\.source) == [.flag, .meta] && evidence.host?.version == "2026.5.28")
        let document = evidence.document(store: "none")
        #expect(document["from"] == "flag" && document["name"] == "2026.5.28" && document["certain"] == true)
        #expect(document["evidence"]?.arrayValue?.first?["path"] == .null)
        let other = host("{}", .release("2026.6.5")).snapshot()
        #expect(other.storeProblem?.message.contains("--gateway-release says that it is 2026.6.5") == true)
    }

    @Test func aStoreThatIsThereCountsBeforeIt() {
        let host = host("{}", .release("2026.8.1"))
        host.files.addFile(TestHost.store, #"{"version":1,"profiles":{}}"#)
        #expect(host.snapshot().storeProblem == nil)
    }

    @Test func aKeyOfALaterReleaseIsRefusedWhereAnOlderOneIsNamed() throws {
        let text = "{ meta: { lastTouchedVersion: '2026.3.13' }, commands: { ownerDisplay: 'raw' } }"
        let older = host(text, .release("2026.2.9")).snapshot()
        #expect(try ConfigReview(older).document(older)["valid"] == false)
        let same = host(text, .release("2026.3.13")).snapshot()
        #expect(try ConfigReview(same).document(same)["valid"] == true)
    }

    @Test func theStatusNamesItsSource() throws {
        let host = host(Self.newer, .release("2026.5.28"))
        host.files.addFile(
            TestHost.store,
            #"{"version":1,"profiles":{"anthropic:default":{"type":"api_key","provider":"anthropic","key":"k"}}}"#
        )
        let snapshot = host.snapshot()
        let report = try StatusReport(snapshot, host.live, release: snapshot.releaseEvidence)
        let text = StatusText(report, texts: .english).lines.joined(separator: "\n")
        #expect(text.contains("2026.5.28 by --gateway-release"))
        #expect(report.document["release"]?["from"] == "flag")
    }

    // MARK: - Keeping

    @Test func readingKeepsNothing() throws {
        let host = host(Self.newer, .release("2026.5.28"))
        let before = host.files.tree()
        _ = try StatusReport(host.snapshot(), host.live)
        #expect(host.files.tree() == before)
    }

    @Test func aChangeKeepsItAndSaysSo() throws {
        var host = host(Self.newer, .release("2026.5.28"))
        let plan = try setPort(host)
        #expect(plan.files.map(\.path) == [TestHost.config, Self.kept])
        let preview = PlanText(texts: .english, display: host.snapshot().display).preview(plan)
        #expect(preview.contains { $0.contains("is treated as gateway 2026.5.28") })
        #expect(preview.contains { $0.contains("\"release\":") })
        _ = try host.live.apply(plan).get()
        #expect(host.files.text(Self.kept) == "{\n  \"release\": \"2026.5.28\"\n}\n")

        #expect(try setPort(host).isEmpty, "what is kept already is not written again")
        host.releaseChoice = nil
        let evidence = host.snapshot().releaseEvidence
        #expect(evidence.items.first?.source == .kept && evidence.items.first?.path == Self.kept)
        #expect(evidence.document(store: "none")["from"] == "flag" && host.snapshot().storeProblem == nil)
    }

    @Test func nothingButTheReleaseIsAChangeToo() throws {
        let host = host("{ gateway: { port: 19001 } }\n", .release("2026.5.28"))
        #expect(try setPort(host).files.map(\.path) == [Self.kept])
    }

    @Test func undoTakesItBack() throws {
        let host = host(Self.newer, .release("2026.5.28"))
        let before = host.files.text(TestHost.config)
        _ = try host.live.apply(try setPort(host)).get()
        try #require(try HostUndo.latest(on: host.host)).run()
        #expect(host.files.text(Self.kept) == nil && host.files.text(TestHost.config) == before)
    }

    @Test func autoTakesItBack() throws {
        var host = host(Self.newer, .release("2026.5.28"))
        _ = try host.live.apply(try setPort(host)).get()
        host.releaseChoice = .evidence
        #expect(host.snapshot().releaseEvidence.items.map(\.source) == [.meta])
        let plan = try setPort(host)
        #expect(plan.files.count == 1 && plan.files[0].isRemoved && plan.effects == [.forgetsRelease(path: Self.kept)])
        _ = try host.live.apply(plan).get()
        #expect(host.files.text(Self.kept) == nil)
        #expect(try setPort(host).isEmpty)
    }

    // MARK: - A kept file that does not count

    @Test(arguments: ["", "{", "{}", #"{"release":"soon"}"#, #"{"release":"2026.1.1"}"#])
    func aFileThatNamesNoReleaseIsSaid(text: String) throws {
        let host = host()
        host.files.addFile(Self.kept, text)
        let snapshot = host.snapshot()
        #expect(snapshot.releaseEvidence.items.map(\.source) == [.meta])
        #expect(snapshot.furtherProblems(host.live).contains { $0.code == "kept-release" })
    }

    @Test func aFileOfOthersDoesNotCount() throws {
        let host = host()
        host.files.addFile(Self.kept, #"{"release":"2026.5.28"}"#, mode: 0o666)
        #expect(host.snapshot().releaseEvidence.items.map(\.source) == [.meta])
        let problem = host.snapshot().furtherProblems(host.live).first { $0.code == "kept-release" }
        #expect(problem?.message.contains("others may write it") == true)
    }
}
