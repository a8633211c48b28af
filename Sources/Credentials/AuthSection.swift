package import JSON5

/// One change of a config file, as data: the planner shows it, the config's document makes it.
package struct ConfigEdit: Sendable, Equatable {
    package enum Change: Sendable, Equatable {
        /// Makes the value at the pointer this one.
        case set(Value)
        /// Puts an element before the one at the pointer.
        case insert(Value)
        case remove
    }

    package let pointer: Pointer
    package let change: Change

    package init(_ pointer: Pointer, _ change: Change) {
        self.pointer = pointer
        self.change = change
    }
}

/// What has to change in `auth` of the config when profiles come, go or move. Nothing is changed that is already so.
package struct AuthSection: Sendable {
    private let config: Value?
    private let listing: AuthListing

    /// Looks at a config as it is written, without defaults.
    package init(config: Value?) {
        self.config = config
        listing = AuthListing(config: config)
    }

    /// Lists a profile, as the gateway's own commands do: its mode in `auth.profiles`, and to the front of a fixed
    /// `auth.order` of its provider. An order is never made.
    package func edits(listing profile: Profile) -> [ConfigEdit] {
        entryEdits(id: profile.id, provider: profile.provider, kind: profile.kind, email: profile.email)
            + orderEdits(movingToFront: profile.id, provider: profile.provider)
    }

    /// Lists profiles that would otherwise be hidden; a fixed order is left alone.
    package func edits(keepingVisible profiles: [Profile]) -> [ConfigEdit] {
        profiles.flatMap { entryEdits(id: $0.id, provider: $0.provider, kind: $0.kind, email: nil) }
    }

    /// Takes a profile out of `auth.profiles` and out of every fixed order.
    ///
    /// A list that would be left empty is removed: an empty order disables all profiles of its provider.
    package func edits(removing id: String) -> [ConfigEdit] {
        var edits: [ConfigEdit] = []
        if config?["auth"]?["profiles"]?[id] != nil {
            edits.append(ConfigEdit(["auth", "profiles", .key(id)], .remove))
        }
        for (provider, list) in ECMAText.entries(of: config?["auth"]?["order"]) {
            let ids = list.arrayValue ?? []
            let places = ids.indices.filter { ids[$0].stringValue == id }
            let path: Pointer = ["auth", "order", .key(provider)]
            guard !places.isEmpty else { continue }
            if places.count == ids.count {
                edits.append(ConfigEdit(path, .remove))
            } else {
                edits += places.reversed().map { ConfigEdit(path.appending($0), .remove) }
            }
        }
        return edits
    }

    /// Fixes the order of a provider for all agents; nil gives it back to rotation.
    package func edits(settingOrder ids: [String]?, for provider: String) -> [ConfigEdit] {
        let key = listing.order.entry(for: provider)?.key
        guard let ids else { return key.map { [ConfigEdit(["auth", "order", .key($0)], .remove)] } ?? [] }
        let path: Pointer = ["auth", "order", .key(key ?? ProviderName.normalized(provider))]
        guard listing.order[provider] != ids else { return [] }
        return [ConfigEdit(path, .set(.array(ids.map { .string($0) })))]
    }

    private func entryEdits(id: String, provider: String, kind: CredentialKind, email: String?) -> [ConfigEdit] {
        let path: Pointer = ["auth", "profiles", .key(id)]
        guard let stored = config?["auth"]?["profiles"]?[id], stored.objectValue != nil else {
            var members: Members = ["provider": .string(provider), "mode": .string(kind.mode)]
            members["email"] = email.map { .string($0) }
            return [ConfigEdit(path, .set(.object(members)))]
        }
        var edits: [ConfigEdit] = []
        if stored["provider"]?.stringValue != provider {
            edits.append(ConfigEdit(path.appending("provider"), .set(.string(provider))))
        }
        if stored["mode"]?.stringValue != kind.mode {
            edits.append(ConfigEdit(path.appending("mode"), .set(.string(kind.mode))))
        }
        if let email, stored["email"]?.stringValue != email {
            edits.append(ConfigEdit(path.appending("email"), .set(.string(email))))
        }
        return edits
    }

    private func orderEdits(movingToFront id: String, provider: String) -> [ConfigEdit] {
        guard let entry = listing.order.entry(for: provider), entry.value.first != id else { return [] }
        let path: Pointer = ["auth", "order", .key(entry.key)]
        let stored = config?["auth"]?["order"]?[entry.key]?.arrayValue ?? []
        let places = stored.indices.filter { stored[$0].stringValue == id }
        return places.reversed().map { ConfigEdit(path.appending($0), .remove) }
            + [ConfigEdit(path.appending(0), .insert(.string(id)))]
    }
}

extension ConfigEdit {
    /// The config as it would be after the edits, for weighing their effects; not for writing.
    package static func applying(_ edits: [ConfigEdit], to config: Value?) throws(EditError) -> Value {
        var document: Document
        do throws(ParseError) {
            document = try Document(parsing: (config ?? [:]).json(), dialect: .json5)
        } catch {
            throw .invalidResult(error)
        }
        for edit in edits {
            switch edit.change {
            case .set(let value): try document.set(value, at: edit.pointer)
            case .insert(let value): try document.insert(value, at: edit.pointer)
            case .remove: try document.remove(at: edit.pointer)
            }
        }
        return document.root
    }
}
