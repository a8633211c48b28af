import Glibc

/// The kind of a secret, determined by its text alone.
package enum SecretKind: Sendable, Equatable {
    /// `sk-ant-api…`, paid by API credits.
    case apiKey
    /// `sk-ant-oat…`, created by `claude setup-token`, paid by a Claude subscription.
    case setupToken
    /// `sk-ant-admin…`, for usage reports; cannot answer messages.
    case adminKey
    /// `sk-ant-ort…`, the refresh token of a Claude login; unusable by itself.
    case refreshToken
    /// `sk-ant-sid…`, the cookie of a browser session.
    case sessionKey
    /// `code#state`, shown by the browser during a login.
    case loginCode
    /// A key of another provider, with its name.
    case otherVendor(String)
    /// Nothing that is known.
    case unknown

    /// Determines the kind of a clean secret.
    package static func recognise(_ secret: Secret) -> SecretKind {
        secret.withUTF8 { recognise($0) }
    }

    static func recognise(_ bytes: some Collection<UInt8>) -> SecretKind {
        for (prefix, kind) in claudePrefixes where bytes.starts(with: prefix.utf8) { return kind }
        if bytes.starts(with: "sk-ant-".utf8) { return .unknown }
        for (prefix, vendor) in vendorPrefixes where bytes.starts(with: prefix.utf8) { return .otherVendor(vendor) }
        return isLoginCode(bytes) ? .loginCode : .unknown
    }

    /// Whether the gateway sends this as a subscription token: decided by the text, never by the stored type.
    ///
    /// pi packages/ai/src/providers/anthropic.ts: any key that contains `sk-ant-oat`.
    package static func isSubscription(_ secret: Secret) -> Bool {
        secret.withUTF8 { bytes in
            guard var place = bytes.baseAddress else { return false }
            let end = place + bytes.count
            // memchr(3) is fast: lists of thousands check this for each secret, more than once.
            while let found = memchr(place, 0x73, end - place) {
                place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
                if UnsafeBufferPointer(start: place, count: end - place).starts(with: subscriptionMark.utf8) {
                    return true
                }
                place += 1
            }
            return false
        }
    }

    private static let subscriptionMark = "sk-ant-oat"

    private static let claudePrefixes: [(String, SecretKind)] = [
        ("sk-ant-oat", .setupToken), ("sk-ant-api", .apiKey), ("sk-ant-admin", .adminKey),
        ("sk-ant-ort", .refreshToken), ("sk-ant-sid", .sessionKey),
    ]

    /// A longer prefix comes before a shorter one that it starts with.
    private static let vendorPrefixes: [(String, String)] = [
        ("sk-or-", "OpenRouter"), ("sk-proj-", "OpenAI"), ("sk-svcacct-", "OpenAI"), ("sk-admin-", "OpenAI"),
        ("gsk_", "Groq"), ("AIza", "Google"), ("xai-", "xAI"), ("github_pat_", "GitHub"), ("ghp_", "GitHub"),
        ("gho_", "GitHub"), ("ghu_", "GitHub"), ("ghs_", "GitHub"), ("glpat-", "GitLab"), ("hf_", "Hugging Face"),
        ("pplx-", "Perplexity"), ("r8_", "Replicate"), ("nvapi-", "NVIDIA"), ("csk-", "Cerebras"),
        ("xoxb-", "Slack"), ("xoxp-", "Slack"), ("xapp-", "Slack"), ("AKIA", "AWS"), ("ASIA", "AWS"),
        ("vck_", "Vercel"), ("tgp_v1_", "Together"), ("fw_", "Fireworks"), ("syn_", "Synthetic"),
        ("sk-lf-", "Langfuse"), ("pk-lf-", "Langfuse"),
    ]

    private static func isLoginCode(_ bytes: some Collection<UInt8>) -> Bool {
        let halves = bytes.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        return halves.count == 2
            && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(TokenCharacter.isMember) }
    }
}

/// The characters of Claude tokens: `[A-Za-z0-9_-]`.
enum TokenCharacter {
    static func isMember(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
