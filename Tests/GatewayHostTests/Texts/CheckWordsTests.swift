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

    @Test("one refusal has one meaning for one kind of credential, wherever it is said") func oneMeaning() {
        let key = said(.rejected, host: Self.own, kind: .apiKey)
        let token = said(.rejected, host: Self.own, kind: .setupToken)
        #expect(key.contains("mistyped, revoked or deleted") && !key.contains("expired"))
        #expect(token.contains("expired, revoked or not complete") && !token.contains("mistyped"))
    }

    @Test(
        arguments: [
            (1, "check again in 1 second"), (30, "check again in 30 seconds"), (240, "check again in 4 min"),
            (13_421, "check again in 4 h"), (nil, "check again in a minute"),
        ] as [(Int?, String)]
    )
    func aWaitIsSaidInItsOwnUnit(seconds: Int?, words: String) {
        #expect(said(.rateLimited(retryAfterSeconds: seconds), host: Self.own, kind: .apiKey).contains(words))
    }

    @Test func aLimitWithoutAWaitNamesItsEnd() {
        let limited = Verification(
            .rateLimited(retryAfterSeconds: nil),
            model: "claude-opus-4-6",
            host: Self.own,
            resetsAt: 1_795_315_272_000
        )
        #expect(CheckWords(.english).next(limited, kind: .apiKey) == "check again at 2026-11-22 02:42 UTC")
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
