import Anthropic
import GatewayHost
import Testing

/// K9: the answers of a provider, said by what was sent and by who answered.
@Suite struct CheckWordsTests {
    private static let own = "api.anthropic.com"
    private static let other = "http://127.0.0.1:19013"

    private func said(_ outcome: Verification.Outcome, host: String, plan: Bool) -> String {
        let verification = Verification(outcome, model: "claude-opus-4-6", host: host)
        return CheckWords(.english).lines(verification, isSubscription: plan).joined(separator: "\n")
    }

    @Test(arguments: [
        (Verification.Outcome.planUsedUp, true, "claude.ai/settings/usage"),
        (.planNotCovered, true, "claude.ai/settings/usage"), (.creditTooLow, true, "claude.ai/settings/usage"),
        (.creditTooLow, false, "Plans & Billing in the Anthropic Console"),
        (.organizationDisabled, true, "claude setup-token with another account"),
        (.organizationDisabled, false, "ask the owner of the organization"),
        (.rejected, true, "claude setup-token"), (.rejected, false, "Anthropic Console"),
    ])
    func theNextStepFitsTheKindOfCredential(outcome: Verification.Outcome, plan: Bool, next: String) {
        #expect(said(outcome, host: Self.own, plan: plan).contains(next))
        #expect(!said(outcome, host: Self.own, plan: plan).contains("another model"))
    }

    @Test(arguments: [true, false])
    func anotherHostWantsItsOwnKey(plan: Bool) {
        let text = said(.rejected, host: Self.other, plan: plan)
        #expect(text.contains(Self.other) && text.contains("its own key"))
        #expect(!text.contains("setup-token") && !text.contains("Console"))
        #expect(!said(.creditTooLow, host: Self.other, plan: plan).contains("Console"))
    }

    @Test func anAddressToOpenKeepsItsSchemeAndPort() {
        #expect(
            said(.unexpected(status: 404), host: Self.other, plan: false).contains("open http://127.0.0.1:19013 in")
        )
        #expect(
            said(.unexpected(status: 404), host: Self.own, plan: false).contains("open https://api.anthropic.com in")
        )
    }
}
