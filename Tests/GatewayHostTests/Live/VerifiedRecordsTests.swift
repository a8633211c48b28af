import Anthropic
import FileTransactions
import GatewayHost
import Secrets
import TestSupport
import Testing

/// Stored check results: valid only for the same secret, readable only by the owner, and useless for guessing the
/// secret.
@Suite struct VerifiedRecordsTests {
    private let home = TestHost(config: "{}")
    private let file = TestHost.state + "/setup/verified.json"

    private func note(
        _ outcome: Verification.Outcome,
        _ secret: Secret = Fake.apiKey(),
        model: String = "claude-opus-4-6",
        milliseconds: Int64? = 812
    ) throws {
        let snapshot = home.snapshot()
        var records = VerifiedRecords.read(on: snapshot, home.live)
        let verification = Verification(outcome, model: model, host: "api.anthropic.com", milliseconds: milliseconds)
        try records.note(verification, profileID: "anthropic:default", secret, on: snapshot, home.live)
    }

    private func state(_ secret: Secret = Fake.apiKey()) -> CheckState {
        VerifiedRecords.read(on: home.snapshot(), home.live).state(of: "anthropic:default", secret)
    }

    @Test func aVerifiedCredentialStaysVerified() throws {
        #expect(state() == .notChecked)
        try note(.verified)
        #expect(state() == .verified(at: home.files.clock.now(), model: "claude-opus-4-6", milliseconds: 812))
    }

    @Test func anotherSecretUnderTheSameNameIsNotChecked() throws {
        try note(.verified)
        #expect(state(Fake.apiKey("B")) == .notChecked)
        try note(.rejected, Fake.apiKey("B"))
        #expect(state() == .notChecked, "the old secret is gone, and so is its record")
    }

    @Test func theReportTellsOfTheAgentThatItJudges() throws {
        let profile = { (secret: Secret) in
            """
            {"version": 1, "profiles": {"anthropic:default": {"type": "api_key", "provider": "anthropic",
              "key": "\(Fake.text(secret))"}}}
            """
        }
        let host = TestHost(
            config: #"{ agents: { list: [{ id: "ops", default: true }, { id: "main" }] } }"#,
            store: profile(Fake.apiKey("A"))
        )
        host.files.addFile(TestHost.store(of: "ops"), profile(Fake.apiKey("B")))
        let snapshot = host.snapshot()
        var records = VerifiedRecords.read(on: snapshot, host.live)
        let verification = Verification(.verified, model: "claude-opus-4-6", host: "api.anthropic.com")
        try records.note(verification, profileID: "anthropic:default", Fake.apiKey("A"), on: snapshot, host.live)
        let judged = { agent in try StatusReport(snapshot, host.live, agent: agent).checks }
        #expect(try judged(nil).isEmpty, "ops answers, with a secret that nobody checked")
        #expect(try judged("main").keys.sorted() == ["anthropic:default"])
    }

    @Test func aBusyHourDoesNotTakeAwayWhatIsKnown() throws {
        try note(.verified)
        try note(.rateLimited(retryAfterSeconds: 5))
        try note(.unanswered(.timeout))
        #expect(state().word == "verified")
        try note(.rejected)
        #expect(state().word == "failed")
    }

    @Test func theFilesAreTheOwnersAlone() throws {
        try note(.verified)
        for name in ["verified.json", "verified.key"] {
            #expect(try home.files.status(at: TestHost.state + "/setup/" + name)?.mode == 0o600, "\(name)")
        }
        #expect(try home.files.status(at: TestHost.state + "/setup")?.mode == 0o700)
    }

    @Test func neitherTheSecretNorItsPlainDigestIsInTheFile() throws {
        try note(.verified)
        let text = try #require(home.files.text(file))
        #expect(!text.contains("AAAA"))
        #expect(!text.contains(Digest(of: Array(Fake.text(Fake.apiKey()).utf8)).hex))
    }

    @Test(arguments: ["", "{", "[]", #"{"version": 2, "checks": []}"#, #"{"version": 1, "checks": [{"at": "x"}]}"#])
    func aDamagedFileMeansNotChecked(text: String) throws {
        try note(.verified)
        try home.files.removeFile(file)
        home.files.addFile(file, text)
        #expect(state() == .notChecked)
        try note(.verified)
        #expect(state().word == "verified")
    }

    @Test func digestsOfTwoHostsDiffer() {
        let key = Fake.apiKey()
        let one = CredentialDigest(key: Secret(String(repeating: "1", count: 48))).digest(of: key)
        let two = CredentialDigest(key: Secret(String(repeating: "2", count: 48))).digest(of: key)
        #expect(one != two)
        #expect(one != CredentialDigest(key: Secret(String(repeating: "1", count: 48))).digest(of: Fake.apiKey("B")))
    }
}
