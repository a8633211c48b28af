import Anthropic
import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// The verdict says no more than is known: what a check has found out, what is no credential, what the gateway refuses.
@Suite struct StatusTruthTests {
    private let time = "2026-02-02 02:40 UTC"

    private static let key = "sk-ant-api03-" + String(repeating: "A", count: 24)

    private func host(_ profiles: String..., config: String? = nil) -> StatusHost {
        StatusHost(
            store: #"{ "version": 1, "profiles": { \#(profiles.joined(separator: ", ")) } }"#,
            config: config
        )
    }

    private func profile(_ id: String, _ key: String) -> String {
        #""\#(id)": { "type": "api_key", "provider": "anthropic", "key": "\#(key)" }"#
    }

    // MARK: - Checks

    @Test func aPaddedVariableIsTheSecretThatWasChecked() throws {
        let host = StatusHost(environment: ["ANTHROPIC_API_KEY": "  \(Self.key)\r\n"])
        try host.note(.verified, of: "env:ANTHROPIC_API_KEY", Self.key)
        #expect(try host.report().lines[0] == "Agent main can answer.")
    }

    @Test func aVariableInTheVarsOfTheConfigAnswers() throws {
        let config = #"{ env: { ANTHROPIC_API_KEY: " ", vars: { ANTHROPIC_API_KEY: "\#(Self.key)" } } }"#
        let report = try StatusHost(["openclaw.json": config]).report()
        #expect(report.lines[0] == "Agent main should answer. Not checked.")
        #expect(report.verdict.winner?.source == .environment(name: "ANTHROPIC_API_KEY", layer: .config))
    }

    @Test func onlyACheckThatAnsweredSaysThatItCanAnswer() throws {
        let host = host(profile("anthropic:a", Self.key))
        let before = try host.report()
        #expect(before.lines[0] == "Agent main should answer. Not checked.")
        #expect(before.document["verdict"]?["certainty"] == "notChecked")
        #expect(before.document["verdict"]?["canAnswer"] == true)

        try host.note(.verified, of: "anthropic:a", Self.key)
        let after = try host.report()
        #expect(after.lines[0] == "Agent main can answer.")
        #expect(after.document["verdict"]?["certainty"] == "verified")
        #expect(after.document["verdict"]?["evidence"]?[0]?["kind"] == "check")
    }

    @Test(arguments: [Verification.Outcome.rejected, .forbidden, .creditTooLow])
    func aRefusedSecretCannotAnswer(outcome: Verification.Outcome) throws {
        let host = host(profile("anthropic:a", Self.key))
        try host.note(outcome, of: "anthropic:a", Self.key)
        let report = try host.report()
        let beginning = outcome == .rejected ? "Agent main was refused (401) at " : "Agent main cannot answer: "
        #expect(report.lines[0].hasPrefix(beginning), "\(report.lines[0])")
        #expect(report.verdict.canAnswer == false)
        #expect(report.document["verdict"]?["state"] == "refused")
        #expect(report.document["verdict"]?["certainty"] == "none")
        #expect(report.checkExitCode == 1)
        #expect(report.lines.contains("401 errors / token suddenly invalid"))
        #expect(report.lines.contains { $0.contains("openclaw models auth rotate anthropic:a") })
    }

    @Test func anotherSecretUnderTheSameNameIsJudgedAnew() throws {
        let refused = "sk-ant-api03-" + String(repeating: "B", count: 24)
        let host = host(profile("anthropic:a", Self.key))
        try host.note(.rejected, of: "anthropic:a", refused)
        #expect(try host.report().lines[0] == "Agent main should answer. Not checked.")
    }

    @Test(arguments: [
        Verification.Outcome.rateLimited(retryAfterSeconds: 3), .overloaded(status: 529), .unanswered(.timeout),
    ])
    func aCheckThatSaysNothingOfTheSecretChangesNothing(outcome: Verification.Outcome) throws {
        let host = host(profile("anthropic:a", Self.key))
        try host.note(outcome, of: "anthropic:a", Self.key)
        #expect(try host.report().lines[0] == "Agent main should answer. The last check could not tell.")
    }

    @Test func aRefusalOfAModelIsOneOfThatModelAlone() throws {
        let other = host(profile("anthropic:a", Self.key))
        try other.note(.modelNotAllowed, of: "anthropic:a", Self.key, model: "claude-haiku-4-5")
        #expect(try other.report().lines[0] == "Agent main should answer. The last check could not tell.")
        let same = host(profile("anthropic:a", Self.key))
        try same.note(.modelNotAllowed, of: "anthropic:a", Self.key)
        #expect(try same.report().verdict.word == "refused")
    }

    @Test func theNextCredentialAnswersForARefusedOne() throws {
        let other = "sk-ant-api03-" + String(repeating: "B", count: 24)
        let host = host(profile("anthropic:a", Self.key), profile("anthropic:b", other))
        try host.note(.rejected, of: "anthropic:a", Self.key)
        try host.note(.verified, of: "anthropic:b", other)
        let report = try host.report()
        #expect(report.lines[0] == "Agent main can answer.")
        #expect(report.lines[1].hasPrefix("anthropic:a: refused (401) at "))
        #expect(report.verdict.winner?.source == .profile(id: "anthropic:b", isOwn: true))
        #expect(report.checkExitCode == 0)

        try host.note(.rejected, of: "anthropic:b", other)
        #expect(try host.report().verdict.word == "refused")
    }

    @Test func aCheckOfAVariableCounts() throws {
        let host = StatusHost(environment: ["ANTHROPIC_API_KEY": Self.key])
        try host.note(.rejected, of: "env:ANTHROPIC_API_KEY", Self.key)
        let report = try host.report()
        #expect(report.verdict.word == "refused")
        #expect(report.lines.contains { $0.contains("set another value for ANTHROPIC_API_KEY") })
    }

    @Test func aLaterCheckWithAnotherModelDoesNotHideARefusedModel() throws {
        let host = host(profile("anthropic:a", Self.key))
        try host.note(.modelNotAllowed, of: "anthropic:a", Self.key, model: "claude-opus-4-6")
        host.files.advance(milliseconds: 60_000)
        try host.note(.verified, of: "anthropic:a", Self.key, model: "claude-haiku-4-5")
        #expect(try host.report().document["verdict"]?["state"] == "refused")

        host.files.advance(milliseconds: 60_000)
        try host.note(.verified, of: "anthropic:a", Self.key, model: "claude-opus-4-6")
        #expect(try host.report().document["verdict"]?["state"] == "answers")
    }

    // MARK: - Placeholders

    @Test(arguments: [
        "op://vault/anthropic/key", "${anthropic_api_key}", "sk-ant-...", "sk-ant-api03-****************",
        "<your key here>", "your-api-key", "xxxxxxxxxxxx", "sk-ant-api03-…",
    ])
    func aPlaceholderIsNoCredential(text: String) throws {
        let report = try host(profile("anthropic:a", text)).report()
        #expect(
            report.lines[0] == "Agent main cannot answer: anthropic:a holds a placeholder, not a credential.",
            "\(text)"
        )
        #expect(report.document["verdict"]?["state"] == "placeholder")
        #expect(report.checkExitCode == 1)
        let next = try host(profile("anthropic:a", text), profile("anthropic:b", Self.key)).report()
        #expect(next.lines[0] == "Agent main should answer. Not checked.")
        #expect(next.lines[1] == "anthropic:a holds a placeholder, not a credential.")
    }

    @Test func theVerdictSaysOfTheFirstCredentialWhatIsWrongWithThatOne() throws {
        let host = host(profile("anthropic:a", "op://vault/anthropic/key"), profile("anthropic:b", Self.key))
        try host.note(.rejected, of: "anthropic:b", Self.key)
        let report = try host.report()
        #expect(report.lines[0] == "Agent main cannot answer: anthropic:a holds a placeholder, not a credential.")
        #expect(report.lines[1].hasPrefix("anthropic:b: refused (401) at "))
    }

    @Test func thePagesSnippetAsItIsPrintedThereIsNoCredential() throws {
        let report = try StatusHost(["openclaw.json": #"{ env: { ANTHROPIC_API_KEY: "sk-ant-..." } }"#]).report()
        #expect(report.lines[0] == "Agent main cannot answer: ANTHROPIC_API_KEY holds a placeholder, not a credential.")
    }

    // MARK: - The config

    @Test func awsCredentialsWinInTheRowToo() throws {
        let config = #"""
            { models: { providers: { anthropic: { baseUrl: "https://api.anthropic.com", models: [], auth: "aws-sdk" } } } }
            """#
        let report = try host(profile("anthropic:a", Self.key), config: config).report()
        #expect(report.document["verdict"]?["state"] == "awsCredentials")
        let provider = try #require(report.document["auth"]?["providers"]?[0])
        #expect(provider["winner"] == ["source": "aws-sdk"])
        #expect(provider["candidates"]?[0]?["used"] == false)
        #expect(provider["candidates"]?[0]?["whyNot"] == "AWS credentials come first")
    }

    @Test func aConfigThatTheGatewayRefusesLetsNobodyAnswer() throws {
        let host = host(profile("anthropic:a", Self.key), config: #"{ gateway: { port: "high" } }"#)
        try host.note(.verified, of: "anthropic:a", Self.key)
        let report = try host.report()
        #expect(report.lines[0] == "Agent main cannot answer: the gateway does not start with its openclaw.json.")
        #expect(report.verdict.canAnswer == false)
        #expect(report.document["verdict"]?["state"] == "configRefused")
        #expect(report.document["verdict"]?["evidence"]?[0]?["path"] == "gateway.port")
        #expect(report.checkExitCode == 1)
        // What to mend stands in the next line.
        #expect(report.lines[1].contains("gateway.port"))
    }

    @Test func aModelOfTheClaudeProgramIsAnsweredByItsOwnLogin() throws {
        let config = #"{ agents: { defaults: { model: { primary: "claude-cli/opus-4.5" } } } }"#
        let report = try StatusHost(["openclaw.json": config]).report()
        #expect(report.lines[0] == "Agent main answers through the claude program; its login is not looked at.")
        #expect(report.document["verdict"]?["state"] == "claudeCli")
        #expect(report.document["verdict"]?["canAnswer"] == .null)
    }

    @Test func aProfileUnderTheNameOfTheProgramIsNotSent() throws {
        let model = #"{ agents: { defaults: { model: { primary: "claude-cli/opus-4.5" } } } }"#
        let key = StoreText.key("claude-cli:a", provider: "claude-cli", "k")
        let report = try host(key, config: model).report()
        #expect(report.document["verdict"]?["state"] == "claudeCli")
        #expect(report.verdict.winner == nil)
        #expect(report.document["verdict"]?["evidence"]?[0]?["kind"] == "cli")
        // While all of them rest, the gateway passes the model over.
        let mark = #""claude-cli:a": { "cooldownUntil": \#(StatusHost.now + 60_000) }"#
        let resting = try StatusHost(store: StoreText.of(key, stats: mark), config: model).report()
        #expect(resting.verdict.word == "rests")
    }

    @Test func theConfigsOwnProgramsAnswerByTheirName() throws {
        let config = """
            { agents: { defaults: { model: { primary: "Mine/x" }, cliBackends: { mine: { command: "/bin/mine" } } } } }
            """
        let report = try StatusHost(["openclaw.json": config]).report()
        #expect(report.lines[0] == "Agent main answers through the mine program; its login is not looked at.")
        #expect(report.document["verdict"]?["state"] == "cliBackend")
    }

    @Test func aProgramAsFallbackAnswersWhereNoCredentialDoes() throws {
        let config = """
            { agents: { defaults: { model: { primary: "anthropic/claude-opus-4-6", fallbacks: ["codex-cli/gpt"] } } } }
            """
        let report = try StatusHost(["openclaw.json": config]).report()
        #expect(report.lines[0] == "Agent main answers through the codex program; its login is not looked at.")
    }

    @Test(arguments: [
        #"{ authz: {} }"#, #"{ models: { providers: { x: { baseUrl: "https://x", api: "none", models: [] } } } }"#,
    ])
    func whatNoKnownReleaseAcceptsKeepsTheGatewayFromStarting(config: String) throws {
        let host = host(profile("anthropic:a", Self.key), config: config)
        try host.note(.verified, of: "anthropic:a", Self.key)
        let report = try host.report()
        #expect(report.document["verdict"]?["state"] == "configRefused")
        #expect(report.lines[1].contains("is not valid for the gateway"))
        #expect(report.checkExitCode == 1)
    }

    @Test func aNewerGatewayMayHaveTheKey() throws {
        let config = #"{ meta: { lastTouchedVersion: "2099.1.1" }, authz: {} }"#
        let report = try host(profile("anthropic:a", Self.key), config: config).report()
        #expect(report.verdict.word == "answers")
    }

    @Test func noPartOfASecretIsInTheEvidence() throws {
        let host = host(profile("anthropic:a", Self.key))
        try host.note(.rejected, of: "anthropic:a", Self.key)
        #expect(!"\(try host.report().document)".contains("AAAAAAAA"))
    }
}
