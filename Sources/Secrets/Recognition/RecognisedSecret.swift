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
        for (prefix, kind) in SecretPrefixes.ofClaude where bytes.starts(with: prefix.utf8) { return kind }
        if bytes.starts(with: SecretPrefixes.claude.utf8) { return .unknown }
        if let vendor = SecretPrefixes.vendor(of: bytes) { return .otherVendor(vendor.name) }
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
                if UnsafeBufferPointer(start: place, count: end - place).starts(with: SecretPrefixes.setupToken.utf8) {
                    return true
                }
                place += 1
            }
            return false
        }
    }

    private static func isLoginCode(_ bytes: some Collection<UInt8>) -> Bool {
        let halves = bytes.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        return halves.count == 2
            && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(TokenCharacter.isMember) }
    }
}
