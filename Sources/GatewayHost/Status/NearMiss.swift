internal import Secrets

/// A variable that people set for Claude and that the gateway does not read (src/agents/model-auth.ts lists those that it
/// reads).
struct NearMiss {
    enum Remedy: String {
        case token, apiKey, baseURL
    }

    let name: String
    let remedy: Remedy
    /// Other programs use the name too, so it counts only with a secret of Claude in it.
    var isCommon = false

    /// Names of Claude Code, of Anthropic's libraries, and of guesses.
    static let all = [
        NearMiss(name: "CLAUDE_CODE_OAUTH_TOKEN", remedy: .token),
        NearMiss(name: "ANTHROPIC_AUTH_TOKEN", remedy: .token),
        NearMiss(name: "ANTHROPIC_TOKEN", remedy: .token),
        NearMiss(name: "ANTHROPIC_KEY", remedy: .apiKey),
        NearMiss(name: "ANTHROPIC_APIKEY", remedy: .apiKey),
        NearMiss(name: "ANTHROPIC_API_TOKEN", remedy: .apiKey),
        NearMiss(name: "CLAUDE_API_KEY", remedy: .apiKey),
        NearMiss(name: "X_API_KEY", remedy: .apiKey, isCommon: true),
        NearMiss(name: "API_KEY", remedy: .apiKey, isCommon: true),
        NearMiss(name: "ANTHROPIC_BASE_URL", remedy: .baseURL),
    ]

    func counts(_ value: String) -> Bool { !isCommon || SecretPrefixes.isClaude(in: value) }
}
