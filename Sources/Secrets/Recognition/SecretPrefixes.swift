/// What secrets begin with: the one list that recognises them in a paste, in a name and in text that is about to be shown.
package enum SecretPrefixes {
    /// What every secret of Anthropic's begins with.
    package static let claude = "sk-ant-"
    /// What every setup-token begins with.
    package static let setupToken = "sk-ant-oat"
    /// So many characters are a prefix that a sentence names, `sk-ant-admin01-`, and no secret yet.
    static let longestBare = "sk-ant-admin01-".utf8.count

    static let ofClaude: [(prefix: String, kind: RecognisedSecret)] = [
        (setupToken, .usable(.setupToken)), ("sk-ant-api", .usable(.apiKey)), ("sk-ant-admin", .adminKey),
        ("sk-ant-ort", .refreshToken), ("sk-ant-sid", .sessionKey),
    ]

    /// A company whose keys can be told by their beginning.
    struct Vendor {
        let prefix: String
        let name: String
        /// The prefix means nothing else, so that it is looked for inside of words too.
        let isTelling: Bool

        fileprivate init(_ prefix: String, _ name: String, isTelling: Bool = false) {
            (self.prefix, self.name, self.isTelling) = (prefix, name, isTelling)
        }
    }

    /// Longer prefixes stand before the shorter ones that they begin with.
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

    /// What may stand anywhere in a word, Anthropic's first.
    static let telling = [claude] + vendors.filter(\.isTelling).map(\.prefix)

    /// Whose key it is by its beginning; nil for Anthropic's and for what nobody knows.
    static func vendor(of bytes: some Collection<UInt8>) -> Vendor? {
        vendors.first { bytes.starts(with: $0.prefix.utf8) }
    }

    /// Whether a text, a path or a name, has a secret of Anthropic's in it, or the beginning of one.
    package static func isClaude(in text: String) -> Bool { place(of: claude, in: Substring(text).utf8) != nil }

    /// Where a prefix begins in a word.
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
