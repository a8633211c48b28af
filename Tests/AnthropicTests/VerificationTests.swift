import Anthropic
import Secrets
import Testing

/// How responses are interpreted: only 2xx with a message is verified, and only the provider's answer rejects a key.
@Suite struct VerificationTests {
    @Test(arguments: [
        (200, Fake.message, Verification.Outcome.verified),
        (200, "<html>Welcome to our network</html>", .unexpected(status: 200)),
        (204, "", .unexpected(status: 204)),
        (401, Fake.error("authentication_error", "invalid x-api-key"), .rejected),
        (401, "", .rejected),
        (403, Fake.error("permission_error", "OAuth token does not meet scope requirement"), .forbidden),
        (403, Fake.error("permission_error", "Your organization may not use claude-opus-4-6"), .modelNotAllowed),
        (403, "<html>blocked by the company</html>", .unexpected(status: 403)),
        (404, Fake.error("not_found_error", "model: claude-opus-4-6"), .modelUnknown),
        (404, Fake.error("not_found_error", "Not Found"), .unexpected(status: 404)),
        (404, "nothing here", .unexpected(status: 404)),
        (400, Fake.error("invalid_request_error", "Your credit balance is too low to access the API"), .creditTooLow),
        (402, Fake.error("billing_error", "x"), .creditTooLow),
        (
            400,
            Fake.error(
                "invalid_request_error",
                "You're out of extra usage. Add more at claude.ai/settings/usage and keep going."
            ), .planUsedUp
        ),
        (
            400,
            Fake.error(
                "invalid_request_error",
                "Third-party apps now draw from your extra usage, not your plan limits. Add more at claude.ai/settings/usage."
            ), .planNotCovered
        ),
        (
            400, Fake.error("invalid_request_error", "This organization has been disabled."),
            .organizationDisabled
        ),
        (403, Fake.error("permission_error", "This organization has been disabled."), .organizationDisabled),
        (
            403, Fake.error("permission_error", "OAuth authentication is not allowed for this organization."),
            .forbidden
        ),
        (429, Fake.error("rate_limit_error", "out of extra usage"), .rateLimited(retryAfterSeconds: nil)),
        (400, Fake.error("invalid_request_error", "max_tokens: too few"), .refused(status: 400)),
        (429, Fake.error("rate_limit_error", "slow down"), .rateLimited(retryAfterSeconds: nil)),
        (500, Fake.error("api_error", "Internal server error"), .serverFailed(status: 500)),
        (502, "bad gateway", .serverFailed(status: 502)),
        (503, "", .overloaded(status: 503)),
        (529, Fake.error("overloaded_error", "Overloaded"), .overloaded(status: 529)),
        (407, "", .unanswered(.proxy(status: 407))),
    ])
    func anAnswerMeans(status: Int, body: String, outcome: Verification.Outcome) {
        let response = HTTPResponse(status: status, body: Array(body.utf8))
        let verification = Verification(response, model: Fake.model, host: "api.anthropic.com")
        #expect(verification.outcome == outcome)
        #expect(verification.isVerified == (outcome == .verified))
        #expect(verification.isCredentialBad == (outcome == .rejected || outcome == .forbidden))
    }

    @Test(arguments: [("7", 7), ("0", 0), ("-3", nil), ("Wed, 21 Oct 2026 07:28:00 GMT", nil), ("9e9", nil)])
    func retryAfterIsTakenInSecondsOnly(text: String, seconds: Int?) {
        let response = HTTPResponse(status: 429, headers: ["retry-after": text])
        let verification = Verification(response, model: Fake.model, host: "h")
        #expect(verification.outcome == .rateLimited(retryAfterSeconds: seconds))
    }

    @Test(
        arguments: [
            (["anthropic-ratelimit-unified-reset": "1795315272"], 1_795_315_272_000),
            (["anthropic-ratelimit-unified-reset": "-1"], nil),
            (["anthropic-ratelimit-unified-reset": "9999999999999"], nil),
            (
                [
                    "anthropic-ratelimit-tokens-reset": "2026-11-22T02:41:12Z",
                    "anthropic-ratelimit-tokens-remaining": "0",
                    "anthropic-ratelimit-requests-reset": "2026-11-22T09:00:00Z",
                    "anthropic-ratelimit-requests-remaining": "7",
                ], 1_795_315_272_000
            ),
            (["anthropic-ratelimit-tokens-reset": "soon", "anthropic-ratelimit-tokens-remaining": "0"], nil),
            ([:], nil),
        ] as [([String: String], Int64?)]
    )
    func theHeadersTellWhenALimitEnds(headers: [String: String], end: Int64?) {
        let response = HTTPResponse(status: 429, headers: headers)
        let verification = Verification(response, model: Fake.model, host: "h")
        #expect(verification.resetsAt == end && verification.returns(answeredAt: 5) == end)
        let refused = HTTPResponse(status: 401, headers: headers)
        #expect(Verification(refused, model: Fake.model, host: "h").resetsAt == nil)
    }

    @Test func theWaitThatIsAskedForCountsFromTheAnswer() {
        let headers = ["retry-after": "30", "anthropic-ratelimit-unified-reset": "1795315272"]
        let limited = Verification(HTTPResponse(status: 429, headers: headers), model: Fake.model, host: "h")
        #expect(limited.returns(answeredAt: 1000) == 31_000)
        let endless = Verification(.rateLimited(retryAfterSeconds: .max), model: Fake.model, host: "h")
        #expect(endless.returns(answeredAt: 1000) == nil)
    }

    @Test func whatKeepsAnAnswerAwayIsNeverABadKey() {
        let errors: [TransportError] = [
            .noCurl, .failed(code: 2), .timeout, .resolve, .connect, .tls(certificate: true), .proxy(status: 407),
            .cutOff, .tooLong(limit: 1), .redirected(status: 302), .garbage, .unsendable, .cancelled,
        ]
        for error in errors {
            let verifier = Verifier(
                transport: ScriptedTransport(.failure(error)),
                endpoint: Endpoint(baseURL: "https://api.anthropic.com")
            )
            let verification = verifier.verify(Fake.key, model: Fake.model)
            #expect(verification.outcome == .unanswered(error))
            #expect(!verification.isVerified && !verification.isCredentialBad && !verification.isConclusive)
        }
    }

    @Test func nothingIsSentUnencryptedToAnotherMachine() {
        let transport = ScriptedTransport(.success(HTTPResponse(status: 200)))
        let verifier = Verifier(transport: transport, endpoint: Endpoint(baseURL: "http://gateway.lan:8080"))
        #expect(verifier.verify(Fake.key, model: Fake.model).outcome == .insecureAddress)
        #expect(transport.requests.isEmpty)
    }

    @Test func theHostsWordsAreCutToALengthThatCanBeShown() {
        let response = HTTPResponse(
            status: 400,
            body: Array(Fake.error("invalid_request_error", String(repeating: "w", count: 5000)).utf8)
        )
        #expect(Verification(response, model: Fake.model, host: "h").providerMessage?.count == 300)
    }
}
