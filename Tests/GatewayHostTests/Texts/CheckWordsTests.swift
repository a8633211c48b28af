import Anthropic
import GatewayHost
import Secrets
import Testing

/// K9: the answers of a provider, said by what was sent and by who answered.
@Suite struct CheckWordsTests {
    private static let own = "api.anthropic.com"
    private static let other = "http://127.0.0.1:19013"

    private func said(_ outcome: Verification.Outcome, host: String, kind: SecretKind) -> String {
        let verification = Verification(outcome, model: "claude-opus-4-6", host: host)
        return CheckWords(.english).lines(verification, kind: kind).joined(separator: "\n")
    }

    @Test(arguments: [
        (Verification.Outcome.planUsedUp, SecretKind.setupToken, "claude.ai/settings/usage"),
        (.planNotCovered, .setupToken, "claude.ai/settings/usage"),
        (.creditTooLow, .setupToken, "claude.ai/settings/usage"),
        (.creditTooLow, .apiKey, "Plans & Billing in the Anthropic Console"),
        (.organizationDisabled, .setupToken, "claude setup-token with another account"),
        (.organizationDisabled, .apiKey, "ask the owner of the organization"),
        (.rejected, .setupToken, "claude setup-token"), (.rejected, .apiKey, "Anthropic Console"),
    ])
    func theNextStepFitsTheKindOfCredential(outcome: Verification.Outcome, kind: SecretKind, next: String) {
        #expect(said(outcome, host: Self.own, kind: kind).contains(next))
        #expect(!said(outcome, host: Self.own, kind: kind).contains("another model"))
    }

    @Test(arguments: SecretKind.allCases)
    func anotherHostWantsItsOwnKey(kind: SecretKind) {
        let text = said(.rejected, host: Self.other, kind: kind)
        #expect(text.contains(Self.other) && text.contains("its own key"))
        #expect(!text.contains("setup-token") && !text.contains("Console"))
        #expect(!said(.creditTooLow, host: Self.other, kind: kind).contains("Console"))
    }

    @Test func anAddressToOpenKeepsItsSchemeAndPort() {
        #expect(
            said(.unexpected(status: 404), host: Self.other, kind: .apiKey).contains("open http://127.0.0.1:19013 in")
        )
        #expect(
            said(.unexpected(status: 404), host: Self.own, kind: .apiKey).contains("open https://api.anthropic.com in")
        )
    }
}
