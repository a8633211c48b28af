package import JSON5

/// Computes the edits of the config's `auth` section for added, removed or reordered profiles; no edit if nothing
/// changes.
package struct AuthSection: Sendable {
    private let config: Value?
    private let places: ConfigPlaces
    private let settings: AuthSettings

    /// - Parameter config: the config as written, without the gateway's defaults.
    package init(_ config: Value?, _ places: ConfigPlaces) {
        self.config = config
        self.places = places
        settings = AuthSettings(config, places)
    }

    /// Lists a profile as the gateway's own commands do: sets its mode in `auth.profiles`, and puts it first in an
    /// existing `auth.order` of its provider. It never creates an order.
    package func edits(listing profile: AuthSettings.Entry) -> [ValueEdit] {
        entryEdits(profile, email: profile.email) + orderEdits(movingToFront: profile.id, provider: profile.provider)
    }

    /// Lists profiles that would otherwise be hidden; their addresses and an existing order are not changed.
    package func edits(keepingVisible profiles: [AuthSettings.Entry]) -> [ValueEdit] {
        profiles.flatMap { entryEdits($0, email: nil) }
    }

    /// Removes a profile from `auth.profiles` and from every explicit order.
    ///
    /// An order that would become empty is removed, because an empty order disables all profiles of its provider.
    package func edits(removing id: String) -> [ValueEdit] {
        var edits: [ValueEdit] = []
        let listed = places.authProfiles.appending(id)
        if config?.value(at: listed) != nil { edits.append(ValueEdit(listed, .remove)) }
        for (provider, list) in ECMAText.entries(of: config?.value(at: places.authOrder)) {
            let ids = list.arrayValue ?? []
            let indices = ids.indices.filter { ids[$0].stringValue == id }
            let path = places.authOrder.appending(provider)
            guard !indices.isEmpty else { continue }
            if indices.count == ids.count {
                edits.append(ValueEdit(path, .remove))
            } else {
                edits += indices.reversed().map { ValueEdit(path.appending($0), .remove) }
            }
        }
        return edits
    }

    /// Gives a profile another id in `auth.profiles` and in every explicit order, in its place.
    ///
    /// - Parameter staysBeside: another agent has a profile with the old id, so the new one is named right before it.
    package func edits(renaming id: String, to new: String, staysBeside: Bool) -> [ValueEdit] {
        var edits: [ValueEdit] = []
        let listed = places.authProfiles.appending(id)
        if let entry = config?.value(at: listed) {
            let beside = ValueEdit(places.authProfiles.appending(new), .set(entry))
            edits.append(staysBeside ? beside : ValueEdit(listed, .rename(to: new, nil)))
        }
        for (provider, list) in ECMAText.entries(of: config?.value(at: places.authOrder)) {
            let (ids, path) = (list.arrayValue ?? [], places.authOrder.appending(provider))
            let indices = ids.indices.filter { ids[$0].stringValue == id }
            edits += indices.reversed().map { index in
                ValueEdit(path.appending(index), staysBeside ? .insert(.string(new)) : .set(.string(new)))
            }
        }
        return edits
    }

    /// Sets the order of a provider for all agents; nil removes it, so that the gateway rotates the profiles.
    package func edits(settingOrder ids: [String]?, for provider: String) -> [ValueEdit] {
        let order = settings.order(of: provider)
        guard let ids else {
            return order.map { [ValueEdit(places.authOrder.appending($0.provider), .remove)] } ?? []
        }
        guard order?.ids != ids else { return [] }
        let path = places.authOrder.appending(order?.provider ?? ProviderID.normalized(provider))
        return [ValueEdit(path, .set(.array(ids.map { .string($0) })))]
    }

    private func entryEdits(_ profile: AuthSettings.Entry, email: String?) -> [ValueEdit] {
        let path = places.authProfiles.appending(profile.id)
        guard let stored = config?.value(at: path), stored.objectValue != nil else {
            var members: Members = ["provider": .string(profile.provider), "mode": .string(profile.mode)]
            members["email"] = email.map { .string($0) }
            return [ValueEdit(path, .set(.object(members)))]
        }
        let wanted = [("provider", profile.provider), ("mode", profile.mode)] + (email.map { [("email", $0)] } ?? [])
        return wanted.filter { stored[$0.0]?.stringValue != $0.1 }.map { name, text in
            ValueEdit(path.appending(name), .set(.string(text)))
        }
    }

    private func orderEdits(movingToFront id: String, provider: String) -> [ValueEdit] {
        guard let order = settings.order(of: provider), order.ids.first != id else { return [] }
        let path = places.authOrder.appending(order.provider)
        let stored = config?.value(at: path)?.arrayValue ?? []
        let indices = stored.indices.filter { stored[$0].stringValue == id }
        return indices.reversed().map { ValueEdit(path.appending($0), .remove) }
            + [ValueEdit(path.appending(0), .insert(.string(id)))]
    }
}
