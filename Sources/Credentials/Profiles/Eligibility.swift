package import Secrets

/// Why the gateway leaves a stored profile out of its order.
package enum Ineligibility: Sendable, Equatable {
    /// The order names it, but no store contains it.
    case missing
    /// It belongs to another provider.
    case otherProvider(stored: String)
    /// `auth.profiles` or an explicit order lists others but not this one.
    case notListed
    /// `auth.profiles` gives another provider for it.
    case listedForOtherProvider(String)
    /// `auth.profiles` has another `mode` than the stored type.
    case modeDiffers(config: String, stored: CredentialKind)
    /// No secret, or only white space.
    case empty
    /// A token after its expiry, or a login that nobody renews.
    case expired(at: Int64)
    /// A login whose access token is missing.
    case noAccessToken
    /// No secret, and what should refer to one is no reference.
    case malformedReference(MalformedReference)
    /// A replacement that was saved under an id of its own; it is tried only after it was tested and activated.
    case setAside
    /// A token whose expiry is no time.
    case invalidExpiry
    /// A key that is the text of a command of the gateway.
    case command
    /// A login that is stored elsewhere, and only referred to here.
    case loginElsewhere
}

extension Profile {
    /// Why the profile cannot be in the order of a provider; nil if it can.
    ///
    /// src/agents/auth-profiles/order.ts; cooldowns are not considered.
    package func ineligibility(for provider: String, listing: AuthListing, now: Int64) -> Ineligibility? {
        let rules = listing.rules.selection
        if rules.setsReplacementsAside, isReplacement { return .setAside }
        guard ProviderName.isSame(self.provider, provider) else { return .otherProvider(stored: self.provider) }
        if let entry = listing.entry(id) {
            guard ProviderName.isSame(entry.provider, provider) else { return .listedForOtherProvider(entry.provider) }
            guard listing.rules.accepts(kind, asMode: entry.mode) else {
                return .modeDiffers(config: entry.mode, stored: kind)
            }
        }
        return flaw(now: now, rules)
    }
}

extension Profile {
    /// Why an agent run goes on to the next profile although the order has this login; nil for other profiles.
    ///
    /// A login is renewed after its expiry; before it, and without one, its access token is sent as it is.
    func loginFlaw(now: Int64, _ rules: GatewayRules) -> Ineligibility? {
        guard kind == .oauth, reference == nil else { return nil }
        if isExpired(at: now) {
            let canRenew = rules.renewedLogins.contains(provider) && !isBlank(.refresh)
            return canRenew ? nil : .expired(at: expires ?? now)
        }
        return isBlank(.access) ? .noAccessToken : nil
    }
}

extension Secret {
    /// Whether nothing is left after JavaScript's `trim()`.
    package var isBlank: Bool { withUTF8(Self.isBlank) }

    /// The same for bytes that are not a `Secret` yet.
    package static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let visible = bytes.first(where: { $0 != 0x20 && !(0x09...0x0D).contains($0) }) else { return true }
        // Only a text that begins outside ASCII is decoded, because decoding copies the secret.
        return visible >= 0x80
            && String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { $0.isJavaScriptSpace }
    }

    /// The secret without white space at its ends.
    package var trimmed: Secret {
        withUTF8 { bytes in
            let isEdge = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) || byte >= 0x80 }
            guard let first = bytes.first, let last = bytes.last, isEdge(first) || isEdge(last) else { return self }
            return Secret(String(decoding: bytes, as: UTF8.self).trimmedAsJavaScript)
        }
    }
}
