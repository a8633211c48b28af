import Glibc

/// The two kinds of Claude credential that can be stored and used. The raw value is the gateway's word for setting one up:
/// `--auth-choice`, drafts and the rows of the wizard.
package enum SecretKind: String, Sendable, CaseIterable {
    /// `sk-ant-api…`, paid by API credits.
    case apiKey
    /// `sk-ant-oat…`, made by `claude setup-token`, paid by a Claude plan.
    case setupToken = "setup-token"

    /// What the gateway sends a secret as: decided by the text, never by the stored type. What is no setup-token is sent as an
    /// API key.
    ///
    /// pi packages/ai/src/providers/anthropic.ts: any key that contains `sk-ant-oat`.
    package init(of secret: Secret) {
        self = secret.withUTF8(Self.holdsSetupToken) ? .setupToken : .apiKey
    }

    private static func holdsSetupToken(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard var place = bytes.baseAddress, let first = SecretPrefixes.setupToken.utf8.first else { return false }
        let end = place + bytes.count
        // memchr(3) takes many bytes at once: a list of thousands asks this of each secret, and more than once.
        while let found = memchr(place, Int32(first), end - place) {
            place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
            let rest = UnsafeBufferPointer(start: place, count: end - place)
            if rest.starts(with: SecretPrefixes.setupToken.utf8) { return true }
            place += 1
        }
        return false
    }
}
