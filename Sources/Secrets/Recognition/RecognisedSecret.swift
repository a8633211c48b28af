/// What a text is by its beginning: one of the secrets that can be used, or one that looks like them.
package enum RecognisedSecret: Sendable, Equatable {
    /// `sk-ant-api…` or `sk-ant-oat…`.
    case usable(SecretKind)
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
    /// No known prefix.
    case unknown

    /// Judges a clean secret.
    package static func recognise(_ secret: Secret) -> RecognisedSecret {
        secret.withUTF8 { recognise($0) }
    }

    static func recognise(_ bytes: some Collection<UInt8>) -> RecognisedSecret {
        for (prefix, kind) in SecretPrefixes.ofClaude where bytes.starts(with: prefix.utf8) { return kind }
        if bytes.starts(with: SecretPrefixes.claude.utf8) { return .unknown }
        if let vendor = SecretPrefixes.vendor(of: bytes) { return .otherVendor(vendor.name) }
        return isLoginCode(bytes) ? .loginCode : .unknown
    }

    private static func isLoginCode(_ bytes: some Collection<UInt8>) -> Bool {
        let halves = bytes.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        return halves.count == 2
            && halves.allSatisfy { !$0.isEmpty && $0.allSatisfy(TokenCharacter.isMember) }
    }
}
