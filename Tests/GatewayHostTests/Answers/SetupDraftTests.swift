import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// The answers that a lost connection keeps.
@Suite struct SetupDraftTests {
    private static let path = TestHost.state + "/setup/draft"

    private func kept(_ answers: SetupAnswers, on host: TestHost) throws -> SetupDraft.Found {
        let snapshot = host.snapshot()
        SetupDraft(page: "cache", keptAt: snapshot.readAt, answers: answers).keep(on: snapshot, host.live)
        return SetupDraft.read(on: snapshot, host.live)
    }

    @Test("what is kept and read again are the same answers, but for the secrets", arguments: 0..<200)
    func keptAnswersComeBack(seed: Int) throws {
        var generator = AnswersGenerator(seed: seed)
        let answers = generator.answers()
        let host = AnswersGenerator.host
        guard case .draft(let draft) = try kept(answers, on: host) else {
            Issue.record("nothing was kept")
            return
        }
        var expected = answers
        (expected.secret, expected.kind) = (nil, nil)
        expected.gateway?.token = nil
        expected.gateway?.password = nil
        #expect(draft.answers == expected)
        #expect(draft.page == "cache")
        let text = try #require(host.files.text(Self.path))
        for letter in "AGPE" { #expect(!text.contains(String(repeating: String(letter), count: 20))) }
    }

    @Test func everyFieldThatADraftKeepsHasASample() {
        let ownMembers = ["agent", "authChoice", "tokenProvider", "tokenExpiresIn"]
        let named = SetupField.all.filter(\.isDrafted).map(\.name).filter { !ownMembers.contains($0) }
        #expect(Set(named) == Set(AnswersGenerator.samples.keys))
    }

    @Test func aDraftSaysItsFormatReleaseAndAgents() throws {
        let host = AnswersGenerator.host
        _ = try kept(.apiKey(agents: ["ops"]), on: host)
        let root = try Document(parsing: Array(try #require(host.files.text(Self.path)).utf8)).root
        #expect(root["format"] == 2)
        #expect(root["release"] == "2026.2.9")
        #expect(root["agents"] == ["ops"])
    }

    @Test(arguments: [
        (#""format":2"#, #""format":3"#), (#""format":2"#, #""version":1"#), ("2026.2.9", "2026.6.5"),
    ])
    func aDraftOfAnotherFormatOrReleaseIsDroppedAndSaid(old: String, new: String) throws {
        let host = AnswersGenerator.host
        _ = try kept(.apiKey(), on: host)
        let text = try #require(host.files.text(Self.path)).replacingOccurrences(" ", "")
        try #require(text.contains(old))
        host.files.addFile(Self.path, text.replacingOccurrences(old, new))
        #expect(SetupDraft.read(on: host.snapshot(), host.live) == .outdated)
    }

    @Test(arguments: ["", "[]", "{", "{}", #"{"format":2}"#, #"{"format":2,"release":"2026.2.9","keptAt":"x"}"#])
    func whatIsNoDraftCountsAsNone(text: String) {
        let host = AnswersGenerator.host
        host.files.addFile(Self.path, text)
        #expect(SetupDraft.read(on: host.snapshot(), host.live) == .nothing)
    }

    @Test func anOldDraftOrOneOfAnAgentThatIsGoneIsNotOffered() throws {
        let host = AnswersGenerator.host
        let snapshot = host.snapshot()
        SetupDraft(page: "cache", keptAt: snapshot.readAt - 25 * 3_600_000, answers: .apiKey())
            .keep(on: snapshot, host.live)
        #expect(SetupDraft.read(on: snapshot, host.live) == .nothing)
        #expect(try kept(.apiKey(agents: ["gone"]), on: host) == .nothing)
    }

    @Test func aHostWithoutAStateFolderGetsNone() throws {
        let host = TestHost()
        #expect(try kept(.apiKey(), on: host) == .nothing)
        #expect(host.files.text(Self.path) == nil)
        #expect(try host.files.status(at: TestHost.state) == nil)
    }

    @Test func aValueThatWasMadeBadIsAskedForAgain() throws {
        let host = AnswersGenerator.host
        var answers = SetupAnswers.apiKey()
        answers.model = "anthropic/claude-opus-4-6"
        answers.gateway = GatewayAnswers()
        answers.gateway?.port = 19_001
        _ = try kept(answers, on: host)
        let text = try #require(host.files.text(Self.path))
        host.files.addFile(Self.path, text.replacingOccurrences("19001", "99999"))
        guard case .draft(let draft) = SetupDraft.read(on: host.snapshot(), host.live) else {
            Issue.record("the draft was dropped")
            return
        }
        #expect(draft.answers.gateway?.port == nil)
        #expect(draft.answers.model == "anthropic/claude-opus-4-6")
    }
}
