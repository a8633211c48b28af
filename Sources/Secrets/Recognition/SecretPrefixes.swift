/// The prefixes of secrets: the one list for recognising secrets in pastes, names and text that is about to be shown.
package enum SecretPrefixes {
    /// The prefix of all secrets of Anthropic.
    package static let claude = "sk-ant-"
    /// The prefix of all setup-tokens.
    package static let setupToken = "sk-ant-oat"
    /// The prefix of the API keys whose length is known.
    static let apiKey = "sk-ant-api03-"
    /// Text up to this length is a prefix quoted in a sentence, such as `sk-ant-admin01-`, not a secret.
    static let longestBare = "sk-ant-admin01-".utf8.count

    static let ofClaude: [(prefix: String, kind: RecognisedSecret)] = [
        (setupToken, .usable(.setupToken)), ("sk-ant-api", .usable(.apiKey)), ("sk-ant-admin", .adminKey),
        ("sk-ant-ort", .refreshToken), ("sk-ant-sid", .sessionKey),
    ]

    /// A vendor whose keys have a known prefix.
    struct Vendor {
        let prefix: String
        let name: String
        /// Whether the prefix is unambiguous, so that it also counts inside a word.
        let isTelling: Bool

        fileprivate init(_ prefix: String, _ name: String, isTelling: Bool = false) {
            (self.prefix, self.name, self.isTelling) = (prefix, name, isTelling)
        }
    }

    /// A prefix precedes any shorter prefix of itself.
    private static let vendors = [
        Vendor("sk-or-", "OpenRouter", isTelling: true), Vendor("sk-proj-", "OpenAI", isTelling: true),
        Vendor("sk-svcacct-", "OpenAI", isTelling: true), Vendor("sk-admin-", "OpenAI", isTelling: true),
        Vendor("gsk_", "Groq", isTelling: true), Vendor("AIza", "Google"), Vendor("xai-", "xAI"),
        Vendor("github_pat_", "GitHub", isTelling: true), Vendor("ghp_", "GitHub", isTelling: true),
        Vendor("gho_", "GitHub"), Vendor("ghu_", "GitHub"), Vendor("ghs_", "GitHub"), Vendor("glpat-", "GitLab"),
        Vendor("hf_", "Hugging Face"), Vendor("pplx-", "Perplexity"), Vendor("r8_", "Replicate"),
        Vendor("nvapi-", "NVIDIA"), Vendor("csk-", "Cerebras"), Vendor("xoxb-", "Slack"), Vendor("xoxp-", "Slack"),
        Vendor("xapp-", "Slack"), Vendor("AKIA", "AWS"), Vendor("ASIA", "AWS"), Vendor("vck_", "Vercel"),
        Vendor("tgp_v1_", "Together"), Vendor("fw_", "Fireworks"), Vendor("syn_", "Synthetic"),
        Vendor("sk-lf-", "Langfuse"), Vendor("pk-lf-", "Langfuse"),
    ]

    /// The unambiguous prefixes, Anthropic's first.
    static let telling = [claude] + vendors.filter(\.isTelling).map(\.prefix)

    /// The vendor by prefix; nil for Anthropic and for unknown prefixes.
    static func vendor(of bytes: some Collection<UInt8>) -> Vendor? {
        guard let first = bytes.first else { return nil }
        return vendors.first { $0.prefix.utf8.first == first && bytes.starts(with: $0.prefix.utf8) }
    }

    /// Whether a text contains Anthropic's prefix.
    package static func isClaude(in text: String) -> Bool { place(of: claude, in: Substring(text).utf8) != nil }

    /// Whether bytes begin with Anthropic's prefix, after white space.
    package static func isClaude(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.drop { $0 <= 0x20 }.starts(with: claude.utf8)
    }

    /// The position of a prefix in a word.
    static func place(of prefix: String, in word: Substring.UTF8View) -> Substring.UTF8View.Index? {
        guard let first = prefix.utf8.first else { return nil }
        var rest = word
        while let found = rest.firstIndex(of: first) {
            rest = rest[found...]
            if rest.starts(with: prefix.utf8) { return found }
            rest = rest.dropFirst()
        }
        return nil
    }
}
