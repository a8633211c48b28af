import Anthropic
import Credentials
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// Goldens of every page and state.
@Suite struct WizardGoldenTests {
    // MARK: - Welcome to Cache

    @Test func welcome() { WizardGoldens.check("welcome") }

    @Test func welcomeAgain() { WizardGoldens.check("welcome-again", .withProfile) }

    @Test func welcomeAfterALostConnection() {
        let draft = SetupDraft(page: "credential", keptAt: 0, answers: SetupAnswers(agents: ["main"]))
        WizardGoldens.check("welcome-draft", draft: draft)
    }

    @Test func welcomeAfterADroppedDraft() { WizardGoldens.check("welcome-draft-dropped", dropsDraft: true) }

    @Test func welcomeRefused() {
        let problem = Problem(
            code: "not-writable",
            message: "Cannot write ~/.openclaw: owned by root, you are jo.",
            next: "sudo chown -R jo ~/.openclaw"
        )
        WizardGoldens.check("welcome-refused", refusal: problem)
    }

    @Test func agents() {
        WizardGoldens.check("agents", .withAgents) { $0.press(.enter, .down, .character(" ")) }
    }

    @Test func existing() { WizardGoldens.check("existing", .withProfile) { $0.press(.enter) } }

    @Test func method() { WizardGoldens.check("method") { $0.press(.enter) } }

    @Test func methodWithEnvironmentKey() {
        WizardGoldens.check("method-environment", .withEnvironmentKey) { $0.press(.enter) }
    }

    @Test func model() { WizardGoldens.check("model") { $0.walk(to: .model) } }

    @Test func modelFiltered() {
        WizardGoldens.check("model-filtered") {
            $0.walk(to: .model)
            $0.type("son 4-5")
        }
    }

    @Test func modelNothingMatches() {
        WizardGoldens.check("model-nothing") {
            $0.walk(to: .model)
            $0.type("opsu")
        }
    }

    @Test func modelTyped() {
        WizardGoldens.check("model-typed") {
            $0.walk(to: .model)
            $0.press(.end, .enter)
            $0.type("openai/gpt-5.1")
        }
    }

    @Test func modelsLive() { WizardGoldens.check("model-live", HostFixture().withLiveModels) { $0.walk(to: .model) } }

    @Test func modelsAsked() {
        WizardGoldens.check("model-ask", HostFixture().checking()) {
            $0.walk(to: .model, Fake.token)
            $0.press(.end)
        }
    }

    @Test func modelsNotReached() {
        WizardGoldens.check("model-offline", HostFixture().checking()) {
            $0.walk(to: .model, Fake.apiKey)
            $0.press(.end, .enter)
            _ = $0.handle(.checked(id: $0.modelsAsk.id, .of(.unanswered(.resolve)), at: 0))
        }
    }

    @Test func modelConfiguredAndNotOffered() {
        var fixture = HostFixture.withProfile.withLiveModels
        fixture.facts.primaryModel = "anthropic/claude-haiku-4-5"
        WizardGoldens.check("model-live-configured", fixture) { $0.press(.enter, .character("4")) }
    }

    @Test func modelConfigured() {
        var fixture = HostFixture.withProfile
        fixture.facts.primaryModel = "openai/gpt-5.1"
        fixture.facts.allowedModels = ["openai/gpt-5.1", "anthropic/claude-opus-4-6"]
        WizardGoldens.check("model-configured", fixture) { $0.press(.enter, .character("4"), .down, .down) }
    }

    @Test func cache() { WizardGoldens.check("cache") { $0.walk(to: .cache, Fake.apiKey) } }

    @Test func cacheWithToken() { WizardGoldens.check("cache-token") { $0.walk(to: .cache) } }

    // MARK: - Credential

    @Test func credentialReplaced() {
        WizardGoldens.check("credential-replace", .withProfile) { $0.press(.enter, .down, .enter, .enter) }
    }

    @Test func credentialEmpty() { WizardGoldens.check("credential-empty") { $0.walk(to: .credential) } }

    @Test func credentialKey() {
        WizardGoldens.check("credential-key") {
            $0.walk(to: .credential)
            $0.press(.paste(Fake.apiKey))
        }
    }

    @Test func credentialToken() {
        WizardGoldens.check("credential-token", .withEnvironmentKey, entry: .credential(.setupToken)) {
            $0.press(.paste(Fake.wrappedToken))
        }
    }

    @Test func credentialCrossed() {
        WizardGoldens.check("credential-crossed") {
            $0.walk(to: .credential)
            $0.press(.paste(Fake.token))
        }
    }

    @Test func credentialRefused() {
        WizardGoldens.check("credential-refused", entry: .credential(.setupToken)) {
            $0.press(.paste(Secret("abcdefghijklmnopqrstuvwxyz012345#state-abcdefghijklmnop")))
        }
    }

    @Test func credentialWarning() {
        WizardGoldens.check("credential-warning", entry: .credential(.setupToken)) {
            $0.press(.paste(Fake.cutToken(92)), .enter)
        }
    }

    @Test func credentialCandidates() {
        WizardGoldens.check("credential-candidates") {
            $0.walk(to: .credential)
            $0.press(.paste(Fake.two))
        }
    }

    // MARK: - Review

    @Test func reviewKey() { WizardGoldens.check("review-key") { $0.walk(to: .review, Fake.apiKey) } }

    @Test func reviewTokenBesideKey() {
        var fixture = HostFixture.withProfile
        fixture.effects = [.changesPayer(from: .apiCredits, to: .claudePlan)]
        WizardGoldens.check("review-payer", fixture) { wizard in
            wizard.press(.enter, .character("3"), .down, .enter, .paste(Fake.token), .enter, .enter, .enter)
        }
    }

    @Test func reviewEffects() {
        var fixture = HostFixture.withAgents
        fixture.effects = [
            .hidesProfile(profileID: "anthropic:ops", agent: "ops", keptListed: true),
            .environmentKeyNotUsed(variable: "ANTHROPIC_API_KEY", layer: "~/.openclaw/.env"),
        ]
        WizardGoldens.check("review-effects", fixture) { wizard in
            wizard.press(.enter, .enter, .character("3"), .enter, .paste(Fake.apiKey), .enter, .enter, .enter)
        }
    }

    @Test func reviewLineMarked() {
        WizardGoldens.check("review-line") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.press(.home, .down, .down, .down)
        }
    }

    @Test func gateway() {
        WizardGoldens.check("gateway") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.mark("18789")
            wizard.press(.enter)
        }
    }

    @Test func gatewayBadPort() {
        WizardGoldens.check("gateway-port") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.mark("18789")
            wizard.press(.enter, .end, .enter, .control("u"))
            wizard.type("99999")
            wizard.press(.enter)
        }
    }

    @Test func reviewNothing() { WizardGoldens.check("review-nothing", .withProfile) { $0.press(.enter, .enter) } }

    @Test func reviewChanged() {
        WizardGoldens.check("review-changed") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.press(.enter)
            _ = wizard.handle(
                .applied(.failure(.changedMeanwhile(paths: ["~/.openclaw/openclaw.json"])), interrupted: false, at: 0)
            )
            _ = wizard.handle(.reread(.success(HostFixture().host)))
        }
    }

    @Test func reviewLocked() {
        WizardGoldens.check("review-locked") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.press(.enter)
            for time in [Int64(0), 3000] {
                _ = wizard.handle(
                    .applied(.failure(.locked(holder: "pid 812 (gateway)")), interrupted: false, at: time)
                )
            }
        }
    }

    @Test func reviewWriting() {
        WizardGoldens.check("review-writing") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.press(.enter)
        }
    }

    @Test func reviewFailed() {
        WizardGoldens.check("review-failed") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.press(.enter)
            let problem = Problem(
                code: "noSpace",
                message: "No space left on the device while writing ~/.openclaw/openclaw.json.",
                details: ["All files are as they were."],
                next: "df -h ~/.openclaw"
            )
            _ = wizard.handle(.applied(.failure(.failed(problem)), interrupted: false, at: 0))
        }
    }

    @Test func reviewImpossible() {
        var fixture = HostFixture()
        fixture.problem = Problem(
            code: "include-owned",
            message: "agents.defaults.model is set in ~/.openclaw/agents.json5, which openclaw.json includes.",
            next: "edit ~/.openclaw/agents.json5"
        )
        WizardGoldens.check("review-impossible", fixture) { $0.walk(to: .review, Fake.apiKey) }
    }

    @Test func diff() {
        WizardGoldens.check("diff") { wizard in
            wizard.walk(to: .review, Fake.apiKey)
            wizard.press(.character("d"))
        }
    }

    @Test func command() {
        WizardGoldens.check("command") { wizard in
            wizard.walk(to: .review)
            wizard.press(.character("w"))
        }
    }

    // MARK: - Done

    @Test func done() { WizardGoldens.check("done") { $0.finish(.report) } }

    @Test func doneUndoQuestion() {
        WizardGoldens.check("done-undo") { wizard in
            wizard.finish(.report)
            wizard.press(.character("u"))
        }
    }

    @Test func doneUndone() {
        WizardGoldens.check("done-undone") { wizard in
            wizard.finish(.report)
            _ = wizard.handle(
                .undone(.success(["~/.openclaw/openclaw.json", "~/.openclaw/agents/main/agent/auth-profiles.json"]))
            )
        }
    }

    // MARK: - Over the pages

    @Test func help() {
        WizardGoldens.check("help") { wizard in
            wizard.walk(to: .credential)
            wizard.press(.character("?"))
        }
    }

    @Test func stepsList() {
        WizardGoldens.check("steps") { wizard in
            wizard.walk(to: .credential)
            wizard.press(.tab)
        }
    }

    @Test func stepsListReady() {
        WizardGoldens.check("steps-ready") { wizard in
            wizard.walk(to: .credential)
            wizard.press(.paste(Fake.apiKey), .tab)
        }
    }

    @Test func leaveQuestion() {
        WizardGoldens.check("leave") { wizard in
            wizard.walk(to: .credential)
            wizard.press(.paste(Fake.apiKey), .control("c"))
        }
    }

    @Test func tooSmall() {
        WizardGoldens.check("small", sizes: [Size(columns: 38, rows: 12), Size(columns: 20, rows: 5)])
    }

    @Test func asciiMarks() {
        WizardGoldens.check("ascii", unicode: false) { wizard in
            wizard.walk(to: .credential)
            wizard.press(.paste(Secret("abcdefghijklmnopqrstuvwxyz012345#state-abcdefghijklmnop")))
        }
    }
}

extension Fake {
    /// The token as copied from a narrow terminal: three lines, padded.
    static let wrappedToken = token.withUTF8 { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let first = text.prefix(40)
        let second = text.dropFirst(40).prefix(40)
        return Secret("  \(first)    \n  \(second)    \n  \(text.dropFirst(80))\n")
    }

    /// A key and a token in one paste.
    static let two = Secret(
        [token, apiKey].map { $0.withUTF8 { String(decoding: $0, as: UTF8.self) } }.joined(separator: "\nand\n")
    )
}

extension ApplyReport {
    static let report = ApplyReport(
        written: [
            .init(path: "~/.openclaw/agents/main/agent/auth-profiles.json", created: true, changedSince: false),
            .init(path: "~/.openclaw/openclaw.json", created: false, changedSince: false),
        ],
        backupFolder: "~/.openclaw/setup/backups/20261122-024105Z",
        payer: .claudePlan,
        gatewayProcess: 812,
        agent: "main"
    )
}

extension Wizard {
    /// Walks from Welcome on a fresh host, with this secret.
    mutating func walk(to step: StepID, _ secret: Secret = Fake.token) {
        let keys: [Key] = [.enter, .enter, .paste(secret), .enter, .enter, .enter]
        for key in keys where current != step { press(key) }
    }

    /// Applies on a fresh host.
    mutating func finish(_ report: ApplyReport) {
        walk(to: .review)
        press(.enter)
        _ = handle(.applied(.success(report), interrupted: false, at: 0))
        see()
    }
}
