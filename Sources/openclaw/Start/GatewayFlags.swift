/// Flags that the gateway's own program has for commands that are ours.
///
/// They are not passed on, because a mistyped flag must not start another program's wizard. The error message names the
/// program that has them.
enum GatewayFlags {
    private static let onboard: Set<String> = [
        "--openai-api-key", "--openrouter-api-key", "--ai-gateway-api-key", "--cloudflare-ai-gateway-api-key",
        "--cloudflare-ai-gateway-account-id", "--cloudflare-ai-gateway-gateway-id", "--moonshot-api-key",
        "--kimi-code-api-key", "--gemini-api-key", "--zai-api-key", "--xiaomi-api-key", "--minimax-api-key",
        "--synthetic-api-key", "--venice-api-key", "--opencode-zen-api-key", "--xai-api-key", "--qianfan-api-key",
    ]

    /// Whether a flag is one of them.
    static func isOne(_ flag: String) -> Bool { onboard.contains(flag) }

    /// The first such flag of a command line; nil if there is none.
    static func first(in arguments: [String]) -> String? {
        guard arguments.contains("onboard") else { return nil }
        return arguments.lazy.compactMap { $0.split(separator: "=").first.map(String.init) }.first(
            where: onboard.contains
        )
    }
}
