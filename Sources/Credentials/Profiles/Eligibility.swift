package import JSON5
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
    /// A token after its expiry.
    case expired(at: Int64)
}

/// The config's statements about profiles: `auth.profiles` and `auth.order`.
package struct AuthListing: Sendable {
    /// One entry of `auth.profiles`.
    package struct Entry: Sendable, Equatable {
        package let id: String
        package let provider: String
        package let mode: String
        package let email: String?
    }

    /// In file order.
    package let entries: [Entry]
    package let order: ProviderTable<[String]>
    private let places: KeyPlaces
    /// The indices of each provider's entries.
    private let providerPlaces: ProviderPlaces

    /// Reads the config's `auth`; malformed entries are skipped.
    package init(config: Value?) {
        let auth = config?["auth"]
        var (entries, places, providerPlaces): ([Entry], KeyPlaces, ProviderPlaces) = (
            [], KeyPlaces(), ProviderPlaces()
        )
        for (id, value) in ECMAText.entries(of: auth?["profiles"]) {
            guard let provider = value["provider"]?.stringValue, let mode = value["mode"]?.stringValue else { continue }
            places.note(id, at: entries.count)
            providerPlaces.append(entries.count, to: provider)
            entries.append(Entry(id: id, provider: provider, mode: mode, email: value["email"]?.stringValue))
        }
        (self.entries, self.places, self.providerPlaces) = (entries, places, providerPlaces)
        var orders = ProviderTable<[String]>()
        for (provider, list) in ECMAText.entries(of: auth?["order"]) {
            guard let ids = list.arrayValue else { continue }
            orders.set(ids.compactMap(\.stringValue), forKey: provider)
        }
        order = orders
    }

    package func entry(_ id: String) -> Entry? {
        places.place(of: id) { entries[$0].id }.map { entries[$0] }
    }

    /// Whether any profile of a provider is listed.
    package func lists(_ provider: String) -> Bool { !providerPlaces[provider].isEmpty }

    /// The ids listed for a provider.
    package func ids(of provider: String) -> [String] {
        providerPlaces[provider].map { entries[$0].id }
    }
}

extension Profile {
    /// Why the profile cannot be in the order of a provider; nil if it can.
    ///
    /// src/agents/auth-profiles/order.ts; cooldowns are not considered.
    package func ineligibility(for provider: String, listing: AuthListing, now: Int64) -> Ineligibility? {
        guard ProviderName.isSame(self.provider, provider) else { return .otherProvider(stored: self.provider) }
        if let entry = listing.entry(id) {
            guard ProviderName.isSame(entry.provider, provider) else { return .listedForOtherProvider(entry.provider) }
            guard accepts(mode: entry.mode) else { return .modeDiffers(config: entry.mode, stored: kind) }
        }
        return flaw(now: now)
    }

    /// The config's mode `oauth` also accepts a stored token.
    func accepts(mode: String) -> Bool {
        mode == kind.mode || mode == CredentialKind.oauth.mode && kind == .token
    }
}

extension Secret {
    /// Whether nothing is left after JavaScript's `trim()`.
    package var isBlank: Bool { withUTF8(Self.isBlank) }

    /// The same for bytes that are not a `Secret` yet.
    static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
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
