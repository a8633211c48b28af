import Anthropic
import FileTransactions
import JSON5
import Secrets
import TestSupport
import Testing

@testable import GatewayHost

/// Rule 69: when a setup-token was made here, known by its digest alone; and what is said of it.
@Suite struct TokenDateTests {
    private static let day: Int64 = 86_400_000
    private static let file = TestHost.state + "/setup/verified.json"
    private static let store = """
        { "version": 1, "profiles": {
          "anthropic:default": { "type": "token", "provider": "anthropic", "token": "\(Fake.text(Fake.token()))" } } }

        """

    private func host(madeDaysAgo days: Int64? = nil, store: String = store) throws -> TestHost {
        let host = TestHost(config: "{}", store: store)
        if let days { try note(Fake.token(), days: days, on: host) }
        return host
    }

    private func note(_ token: Secret, days: Int64, on host: TestHost) throws {
        let snapshot = host.snapshot()
        var records = VerifiedRecords.read(on: snapshot, host.live)
        try records.note(madeAt: snapshot.readAt - days * Self.day, token, on: snapshot, host.live)
    }

    private func read(_ host: TestHost) -> VerifiedRecords { VerifiedRecords.read(on: host.snapshot(), host.live) }

    private func verify(_ host: TestHost) throws {
        let snapshot = host.snapshot()
        var records = VerifiedRecords.read(on: snapshot, host.live)
        let verification = Verification(.verified, model: "claude-opus-4-6", host: "api.anthropic.com")
        try records.note(verification, profileID: "anthropic:default", Fake.token(), on: snapshot, host.live)
    }

    // MARK: - The record

    @Test func theDateGoesByTheSecretAndNotByItsName() throws {
        let host = try host(madeDaysAgo: 3)
        let madeAt = host.snapshot().readAt - 3 * Self.day
        #expect(read(host).age(of: Fake.token()) == TokenAge(madeAt: madeAt))
        #expect(read(host).age(of: Fake.token("U")) == nil, "a replaced secret has no date")
        try verify(host)
        #expect(read(host).age(of: Fake.token()) == TokenAge(madeAt: madeAt), "a check leaves it")
        #expect(read(host).state(of: "anthropic:default", Fake.token()).word == "verified")
    }

    @Test func anEarlierVersionReadsTheChecksAndThisOneReadsItsFile() throws {
        let host = try host(madeDaysAgo: 3)
        try verify(host)
        let value = try Document(parsing: Array(#require(host.files.text(Self.file)).utf8), dialect: .json).root
        #expect(value["version"] == 1 && value["checks"]?[0]?["outcome"] == "verified")
        #expect(value["tokens"]?[0]?["madeHere"] == true && value["tokens"]?[0]?["madeAt"]?.intValue != nil)
        #expect(value["checks"]?[0]?["madeAt"] == nil)
        var members = try #require(value.objectValue)
        members["tokens"] = nil
        try host.files.removeFile(Self.file)
        host.files.addFile(Self.file, Value.object(members).json())
        #expect(read(host).age(of: Fake.token()) == nil)
        #expect(read(host).state(of: "anthropic:default", Fake.token()).word == "verified")
    }

    @Test(arguments: [#""madeHere": false"#, #""madeHere": "yes""#, #""madeHere": 1"#])
    func whatIsNoDateIsNone(members: String) throws {
        let host = try host(madeDaysAgo: 3)
        let text = try #require(host.files.text(Self.file))
        try host.files.removeFile(Self.file)
        let changed = text.replacing(#""madeHere":true"#, with: members).replacing(#""madeHere": true"#, with: members)
        #expect(changed != text)
        host.files.addFile(Self.file, changed)
        #expect(read(host).age(of: Fake.token()) == nil)
    }

    @Test func theFileNamesNoProfileAndHoldsNoSecret() throws {
        let host = try host(madeDaysAgo: 3)
        let text = try #require(host.files.text(Self.file))
        #expect(!text.contains("TTTT") && !text.contains("anthropic:default"))
        #expect(try host.files.status(at: Self.file)?.mode == 0o600)
    }

    @Test func purgingASecretTakesItsDateAndItsChecksAlong() throws {
        let host = try host(madeDaysAgo: 3)
        try verify(host)
        try note(Fake.token("U"), days: 1, on: host)
        let plan = try host.live.plan(.profile(.replace(id: "anthropic:default", .token("N"))), on: host.snapshot())
        _ = try host.live.apply(plan).get()
        #expect(read(host).age(of: Fake.token()) != nil, "undo can bring it back")
        _ = try CopyPurge.find(profile: nil, host.snapshot(), host.live).attempt().get()
        #expect(read(host).age(of: Fake.token()) == nil)
        #expect(read(host).state(of: "anthropic:default", Fake.token()) == .notChecked)
        #expect(read(host).age(of: Fake.token("U")) != nil, "of another one")
    }

    @Test func aChangeThatPurgesTakesTheDateAlong() throws {
        let host = try host(madeDaysAgo: 3)
        var plan = try host.live.plan(.profile(.replace(id: "anthropic:default", .token("N"))), on: host.snapshot())
        plan.forgets = [Fake.token()]
        _ = try host.live.apply(plan).get()
        #expect(read(host).age(of: Fake.token()) == nil)
    }

    // MARK: - What is said

    @Test(
        "rule 69: from 30 days before a year is over it is said, and --check says expiring",
        arguments: [(0, false), (334, false), (335, true), (364, true), (400, true)]
    )
    func aYearThatIsNearlyOver(days: Int, isSaid: Bool) throws {
        let host = try host(madeDaysAgo: Int64(days))
        let report = try StatusReport(host.snapshot(), host.live)
        #expect(report.agingTokens.map(\.profileID) == (isSaid ? ["anthropic:default"] : []))
        #expect(report.checkExitCode == (isSaid ? 2 : 0))
        let text = StatusText(report, texts: .english).lines.joined(separator: "\n")
        #expect(text.contains("these live about a year") == isSaid)
        #expect(text.contains("openclaw models auth setup-token --profile-id anthropic:default") == isSaid)
        #expect((report.document["auth"]?["agingTokens"] != nil) == isSaid)
        #expect(report.document["auth"]?["oauth"]?["profiles"]?[0]?["status"] == "static", "the gateway's key")
    }

    @Test func ofATokenWithoutADateNothingIsSaid() throws {
        let host = try host()
        let report = try StatusReport(host.snapshot(), host.live)
        #expect(report.agingTokens.isEmpty && report.checkExitCode == 0)
        let listing = ProfileListing(host.snapshot(), host.live, agent: "main", provider: nil)
        #expect(listing.members["profiles"]?[0]?["madeAt"] == nil)
        #expect(!listing.lines.map(\.plain).joined().contains("made"))
    }

    @Test func aStoredEndCountsInsteadOfTheAge() throws {
        let end = TestHost().host.clock.now() + 90 * Self.day
        let store = Self.store.replacing(#""token": ""#, with: #""expires": \#(end), "token": ""#)
        let host = try host(madeDaysAgo: 350, store: store)
        #expect(try StatusReport(host.snapshot(), host.live).agingTokens.isEmpty)
    }

    @Test func theListSaysWhenATokenWasMade() throws {
        let host = try host(madeDaysAgo: 3)
        let snapshot = host.snapshot()
        let listing = ProfileListing(snapshot, host.live, agent: "main", provider: nil)
        let day = Timestamp.day(snapshot.readAt - 3 * Self.day)
        #expect(listing.lines.map(\.plain).joined().contains("made \(day); these live about a year"))
        #expect(listing.members["profiles"]?[0]?["madeAt"]?.intValue == snapshot.readAt - 3 * Self.day)
    }

    @Test func theNextStepIsForTheAgentThatStoresIt() throws {
        let host = TestHost(config: "{ agents: { list: [{ id: \"main\" }, { id: \"ops\" }] } }", store: Self.store)
        try note(Fake.token(), days: 340, on: host)
        let report = try StatusReport(host.snapshot(), host.live, agent: "ops")
        #expect(report.agingTokens.map(\.owner) == ["main"])
        #expect(!StatusText(report, texts: .english).lines.joined().contains("setup-token --agent"))
    }

    // MARK: - A limit

    @Test func theProvidersResetTimeIsKept() throws {
        let host = try host()
        let snapshot = host.snapshot()
        var records = VerifiedRecords.read(on: snapshot, host.live)
        let limited = Verification(
            .rateLimited(retryAfterSeconds: 300),
            model: "claude-opus-4-6",
            host: "api.anthropic.com",
            milliseconds: 240
        )
        try verify(host)
        host.files.advance(milliseconds: 1000)
        try records.note(limited, profileID: "anthropic:default", Fake.token(), on: snapshot, host.live)
        let now = host.files.clock.now()
        let known = read(host).knowledge(of: "anthropic:default", Fake.token())
        #expect(known.state.word == "verified" && known.returns == now + 300_000)
        let listing = ProfileListing(host.snapshot(), host.live, agent: "main", provider: nil)
        #expect(listing.lines.map(\.plain).joined().contains("rate limit until"))
        #expect(listing.members["profiles"]?[0]?["limitedUntil"]?.intValue == now + 300_000)
        host.files.advance(milliseconds: 301_000)
        let later = ProfileListing(host.snapshot(), host.live, agent: "main", provider: nil)
        #expect(later.members["profiles"]?[0]?["limitedUntil"] == nil)
    }
}
