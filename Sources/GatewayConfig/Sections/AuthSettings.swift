package import JSON5

/// What a config says about credentials, as values: `auth.profiles` and `auth.order`.
package struct AuthSettings: Sendable {
    /// One entry of `auth.profiles`.
    package struct Entry: Sendable, Equatable {
        package let id: String
        package let provider: String
        package let mode: String
        package let email: String?

        package init(id: String, provider: String, mode: String, email: String?) {
            self.id = id
            self.provider = provider
            self.mode = mode
            self.email = email
        }
    }

    /// One entry of `auth.order`.
    package struct Order: Sendable, Equatable {
        /// As written.
        package let provider: String
        package let ids: [String]
    }

    /// In file order.
    package let entries: [Entry]
    /// In file order.
    package let orders: [Order]
    private let indices: KeyPlaces

    /// Reads the sections; malformed entries are skipped. Nil is a config that cannot be read.
    package init(_ config: Value?, _ places: ConfigPlaces) {
        var (entries, indices): ([Entry], KeyPlaces) = ([], KeyPlaces())
        for (id, value) in ECMAText.entries(of: config?.value(at: places.authProfiles)) {
            guard let provider = value["provider"]?.stringValue, let mode = value["mode"]?.stringValue else { continue }
            indices.note(id, at: entries.count)
            entries.append(Entry(id: id, provider: provider, mode: mode, email: value["email"]?.stringValue))
        }
        (self.entries, self.indices) = (entries, indices)
        orders = ECMAText.entries(of: config?.value(at: places.authOrder)).compactMap { provider, list in
            list.arrayValue.map { Order(provider: provider, ids: $0.compactMap(\.stringValue)) }
        }
    }

    /// The modes of all listed profiles by id, also of those that name no provider.
    package static func modes(in config: Value?, _ places: ConfigPlaces) -> [(id: String, mode: String)] {
        (config?.value(at: places.authProfiles)?.objectValue ?? [:]).compactMap { id, entry in
            entry["mode"]?.stringValue.map { (id, $0) }
        }
    }

    /// The index of an id among the entries.
    package func index(of id: String) -> Int? { indices.place(of: id) { entries[$0].id } }

    /// The order of a provider in any spelling; the first one counts.
    func order(of provider: String) -> Order? {
        let name = ProviderID.normalized(provider)
        return orders.first { ProviderID.normalized($0.provider) == name }
    }
}

/// `auth.cooldowns` of a config for one provider; nil where it sets no positive number.
package struct CooldownNumbers: Sendable, Equatable {
    package let billingBackoffHours: Double?
    package let billingMaxHours: Double?
    package let failureWindowHours: Double?

    /// Nil is a config that cannot be read.
    package init(_ config: Value?, _ places: ConfigPlaces, provider: String) {
        let name = ProviderID.normalized(provider)
        let own = ECMAText.entries(of: config?.value(at: places.billingBackoffHoursByProvider))
            .first { ProviderID.normalized($0.key) == name }?.value
        billingBackoffHours =
            Self.positive(own) ?? Self.positive(config?.value(at: places.billingBackoffHours))
        billingMaxHours = Self.positive(config?.value(at: places.billingMaxHours))
        failureWindowHours = Self.positive(config?.value(at: places.failureWindowHours))
    }

    private static func positive(_ value: Value?) -> Double? {
        guard let number = value?.doubleValue, number.isFinite, number > 0 else { return nil }
        return number
    }
}
