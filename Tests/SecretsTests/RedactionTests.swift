import Secrets
import Testing

@Suite struct RedactionTests {
    @Test(arguments: [
        (Fake.token, "‹redacted›"),
        ("bad value '\(Fake.key)' for --port", "bad value '‹redacted›' for --port"),
        ("--token=\(Fake.token)", "--token=‹redacted›"),
        ("x\(Fake.token)", "x‹redacted›"),
        ("Authorization: Bearer abc123", "Authorization: Bearer ‹redacted›"),
        (#"{"token": "short", "port": "1"}"#, #"{"token": "‹redacted›", "port": "1"}"#),
        (
            "ANTHROPIC_API_KEY=short --gateway-password='pw'",
            "ANTHROPIC_API_KEY=‹redacted› --gateway-password='‹redacted›'"
        ),
        ("sk-or-v1-0123456789abcdef", "‹redacted›"),
        ("token 0123456789abcdef0123456789abcdef0123456789abcdef here", "token ‹redacted› here"),
    ])
    func secretsAreTakenOut(text: String, redacted: String) {
        #expect(Redaction.redact(text) == redacted)
    }

    @Test(arguments: [
        "", "Unknown option '--anthropic-api-key-file'", "claude-opus-4-5-20251101", "extended-cache-ttl-2025-04-11",
        "/home/jo/.openclaw/agents/main/agent/auth-profiles.json", "anthropic:default", "2026-11-22T02:41:05Z",
        "Expected token starting with sk-ant-oat01-", "OPENCLAW_DEFER_SHELL_ENV_FALLBACK", "schlüssel — “x”",
        "fine-grained-tool-streaming-2025-05-14", "bearer", "The bearer, of news", "token: Required", "--token <token>",
    ])
    func ordinaryTextStays(text: String) {
        #expect(Redaction.redact(text) == text)
    }
}
