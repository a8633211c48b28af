package import JSON5

/// Computes the edits of the config's `auth` section for added, removed or reordered profiles; no edit if nothing
/// changes.
package struct AuthSection: Sendable {
    private let config: Value?
    private let listing: AuthListing

    /// - Parameter config: the config as written, without the gateway's defaults.
    package init(config: Value?) {
        self.config = config
        listing = AuthListing(config: config)
    }

    /// Lists a profile as the gateway's own commands do: sets its mode in `auth.profiles`, and puts it first in an
    /// existing `auth.order` of its provider. It never creates an order.
    package func edits(listing profile: Profile) -> [ValueEdit] {
        entryEdits(id: profile.id, provider: profile.provider, kind: profile.kind, email: profile.email)
            + orderEdits(movingToFront: profile.id, provider: profile.provider)
    }

    /// Lists profiles that would otherwise be hidden; an existing order is not changed.
    package func edits(keepingVisible profiles: [Profile]) -> [ValueEdit] {
        profiles.flatMap { entryEdits(id: $0.id, provider: $0.provider, kind: $0.kind, email: nil) }
    }

    /// Removes a profile from `auth.profiles` and from every explicit order.
    ///
    /// An order that would become empty is removed, because an empty order disables all profiles of its provider.
    package func edits(removing id: String) -> [ValueEdit] {
        var edits: [ValueEdit] = []
        if config?["auth"]?["profiles"]?[id] != nil {
            edits.append(ValueEdit(["auth", "profiles", .key(id)], .remove))
        }
        for (provider, list) in ECMAText.entries(of: config?["auth"]?["order"]) {
            let ids = list.arrayValue ?? []
            let places = ids.indices.filter { ids[$0].stringValue == id }
            let path: Pointer = ["auth", "order", .key(provider)]
            guard !places.isEmpty else { continue }
            if places.count == ids.count {
                edits.append(ValueEdit(path, .remove))
            } else {
                edits += places.reversed().map { ValueEdit(path.appending($0), .remove) }
            }
        }
        return edits
    }

    /// Sets the order of a provider for all agents; nil removes it, so that the gateway rotates the profiles.
    package func edits(settingOrder ids: [String]?, for provider: String) -> [ValueEdit] {
        let key = listing.order.entry(for: provider)?.key
        guard let ids else { return key.map { [ValueEdit(["auth", "order", .key($0)], .remove)] } ?? [] }
        let path: Pointer = ["auth", "order", .key(key ?? ProviderName.normalized(provider))]
        guard listing.order[provider] != ids else { return [] }
        return [ValueEdit(path, .set(.array(ids.map { .string($0) })))]
    }

    private func entryEdits(id: String, provider: String, kind: CredentialKind, email: String?) -> [ValueEdit] {
        let path: Pointer = ["auth", "profiles", .key(id)]
        guard let stored = config?["auth"]?["profiles"]?[id], stored.objectValue != nil else {
            var members: Members = ["provider": .string(provider), "mode": .string(kind.mode)]
            members["email"] = email.map { .string($0) }
            return [ValueEdit(path, .set(.object(members)))]
        }
        var edits: [ValueEdit] = []
        if stored["provider"]?.stringValue != provider {
            edits.append(ValueEdit(path.appending("provider"), .set(.string(provider))))
        }
        if stored["mode"]?.stringValue != kind.mode {
            edits.append(ValueEdit(path.appending("mode"), .set(.string(kind.mode))))
        }
        if let email, stored["email"]?.stringValue != email {
            edits.append(ValueEdit(path.appending("email"), .set(.string(email))))
        }
        return edits
    }

    private func orderEdits(movingToFront id: String, provider: String) -> [ValueEdit] {
        guard let entry = listing.order.entry(for: provider), entry.value.first != id else { return [] }
        let path: Pointer = ["auth", "order", .key(entry.key)]
        let stored = config?["auth"]?["order"]?[entry.key]?.arrayValue ?? []
        let places = stored.indices.filter { stored[$0].stringValue == id }
        return places.reversed().map { ValueEdit(path.appending($0), .remove) }
            + [ValueEdit(path.appending(0), .insert(.string(id)))]
    }
}
