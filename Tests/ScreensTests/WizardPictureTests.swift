import Anthropic
import Credentials
import GatewayConfig
import GatewayHost
import Secrets
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// The pages as they were first drawn, with the facts of those drawings.
@Suite struct WizardPictureTests {
    /// A fresh host with a running gateway.
    private static var running: HostFixture {
        var fixture = HostFixture()
        fixture.facts.gatewayProcess = 812
        return fixture
    }

    @Test func welcome() { WizardGoldens.check("picture-welcome", Self.running) }

    @Test func method() {
        var fixture = Self.running
        fixture.facts.environmentKeys = [
            SetupFacts.EnvironmentKey(variable: "ANTHROPIC_API_KEY", layer: .process, kind: .apiKey, ending: "wxyz")
        ]
        WizardGoldens.check("picture-method", fixture) { $0.press(.enter) }
    }

    @Test("over ssh the token that is made on another computer comes first") func methodOverSSH() {
        WizardGoldens.check("picture-method-ssh", Self.running, isRemote: true) { $0.press(.enter) }
    }

    @Test func credentialEmpty() {
        WizardGoldens.check("picture-credential-empty", Self.running.checking()) { $0.press(.enter, .down, .enter) }
    }

    @Test("rule 59: the paste leaves a receipt") func credentialReceipt() {
        WizardGoldens.check("picture-credential-receipt", Self.running.checking()) { wizard in
            wizard.press(.enter, .down, .enter, .paste(Fake.paddedToken))
        }
    }

    @Test("rules 60 and 67: the rail checks, the list says where it ends") func model() {
        WizardGoldens.check("picture-model", Self.running.checking(), models: Models.catalog) { wizard in
            wizard.press(.enter, .down, .enter, .paste(Fake.paddedToken), .enter)
            _ = wizard.handle(.woken(at: wizard.time + 2000))
        }
    }

    /// A host whose agents are paid by API credits, and its config.
    private static var credits: HostFixture {
        var fixture = running.checking()
        fixture.facts.primaryModel = "anthropic/claude-sonnet-4-5"
        fixture.payerWas = .apiCredits
        fixture.makesGatewayToken = false
        fixture.config = (
            "{\n  auth: {\n    profiles: {\n    },\n  },\n  agents: {\n    defaults: {\n"
                + "      model: { primary: \"anthropic/claude-sonnet-4-5\" }, // the cheap one\n    },\n  },\n}\n",
            "{\n  auth: {\n    profiles: {\n"
                + "      \"anthropic:default\": { provider: \"anthropic\", mode: \"token\" },\n    },\n  },\n"
                + "  agents: {\n    defaults: {\n"
                + "      model: { primary: \"anthropic/claude-opus-4-6\" }, // the cheap one\n    },\n  },\n}\n"
        )
        return fixture
    }

    @Test("rule 58: who pays is pinned, what changes is was and now, what stays is one line") func review() {
        WizardGoldens.check("picture-review", Self.credits) { wizard in
            wizard.press(.enter, .down, .enter, .paste(Fake.paddedToken), .enter, .home, .down, .enter, .enter)
            wizard.answerCheck(.verified)
        }
    }

    @Test("rule 58: effects on other agents fold") func reviewTwoAgents() {
        var fixture = Self.running.checking()
        fixture.makesGatewayToken = false
        fixture.facts.agents = ["main", "ops", "research", "billing", "family"].map {
            SetupFacts.Agent(id: $0, isDefault: $0 == "main", store: .none)
        }
        fixture.payerWas = .apiCredits
        fixture.effects = [
            .hidesProfile(profileID: "anthropic:ops", agent: "ops", keptListed: true),
            .otherProfileFirst(profileID: "anthropic:ops", agent: "ops"),
            .hidesProfile(profileID: "anthropic:billing", agent: "billing", keptListed: true),
            .otherProfileFirst(profileID: "anthropic:billing", agent: "billing"),
            .profiles(.changesPayerOf(agent: "billing", from: .claudePlan, to: .apiCredits)),
            .storedInSeveralAgents(count: 2),
        ]
        let keys: [Key] = [
            .enter, .down, .down, .character(" "), .enter, .enter, .paste(Fake.apiKey), .enter, .enter, .enter,
        ]
        WizardGoldens.check("picture-review-two-agents", fixture) { wizard in
            for key in keys { wizard.press(key) }
            wizard.answerCheck(.verified)
        }
        WizardGoldens.check("picture-review-unfolded", fixture) { wizard in
            for key in keys { wizard.press(key) }
            wizard.answerCheck(.verified)
            wizard.mark("effects on")
            wizard.press(.enter)
        }
    }

    @Test("rule 58: a refused credential shows the provider's own words, what they mean and the next step")
    func reviewRefused() {
        var fixture = Self.running.checking()
        fixture.makesGatewayToken = false
        WizardGoldens.check("picture-review-refused", fixture) { wizard in
            wizard.press(.enter, .enter, .paste(Fake.apiKey), .enter, .enter, .down, .enter)
            let refused = Verification(
                .rejected,
                model: "claude-opus-4-6",
                host: "api.anthropic.com",
                milliseconds: 300,
                providerMessage: "invalid x-api-key"
            )
            _ = wizard.handle(.checked(id: wizard.check.id, refused, at: wizard.time))
            wizard.see()
        }
    }

    @Test("what stays can be changed as well: Enter opens the line") func reviewSame() {
        WizardGoldens.check("picture-review-same", Self.credits) { wizard in
            wizard.press(.enter, .down, .enter, .paste(Fake.paddedToken), .enter, .home, .down, .enter, .enter)
            wizard.answerCheck(.verified)
            wizard.mark("Same")
            wizard.press(.enter)
        }
    }

    @Test("rule 61: Done is a start") func doneVerified() {
        WizardGoldens.check("picture-done-verified", Self.credits) { wizard in
            wizard.press(.enter, .down, .enter, .paste(Fake.paddedToken), .enter, .home, .down, .enter, .enter)
            wizard.answerCheck(.verified)
            wizard.press(.enter)
            _ = wizard.handle(.applied(.success(.report), interrupted: false, at: wizard.time))
            wizard.see()
        }
    }

    @Test("rule 61: without a credential Done says so, and marks the way to one") func doneWithoutCredential() {
        WizardGoldens.check("picture-done-no-credential", Self.running) { wizard in
            wizard.press(.enter, .down, .down, .enter, .enter, .enter, .enter)
            let file = ApplyReport.WrittenFile(path: "~/.openclaw/openclaw.json", created: true, changedSince: false)
            let report = ApplyReport(written: [file], backupFolder: "", payer: nil, gatewayProcess: 812, agent: "main")
            _ = wizard.handle(.applied(.success(report), interrupted: false, at: wizard.time))
            wizard.see()
        }
    }
}

extension Fake {
    /// As `wrappedToken`, of another end: three lines with blanks around them.
    static let paddedToken: Secret = {
        let token = secret("sk-ant-oat01-", count: 108, ending: "QQAA")
        return token.withUTF8 { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            let lines = [text.prefix(40), text.dropFirst(40).prefix(40), text.dropFirst(80)]
            return Secret(lines.map { "  \($0)     " }.joined(separator: "\n"))
        }
    }()
}

extension Models {
    /// As many as the built-in catalog has.
    static var catalog: [ModelOption] {
        all
            + (1...9).map { number in
                ModelOption(
                    reference: "anthropic/claude-older-\(number)",
                    contextWindow: 200_000,
                    inputCost: 3,
                    outputCost: 15,
                    isCurrent: false,
                    isDefault: false
                )
            }
    }
}
