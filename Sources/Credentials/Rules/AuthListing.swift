/// The config's statements about profiles, `auth.profiles` and `auth.order`, as values.
///
/// It carries the rules of the gateway's release, because they decide what a listing means: which kinds a mode accepts,
/// and in which order profiles are tried where nothing is said.
package struct AuthListing: Sendable {
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

    package let rules: GatewayRules
    /// In file order.
    package let entries: [Entry]
    package let order: ProviderTable<[String]>
    private let place: @Sendable (String) -> Int?
    /// The indices of each provider's entries.
    private let providerPlaces: ProviderPlaces

    /// - Parameters:
    ///   - orders: `auth.order` in file order.
    ///   - place: finds the index of an id among the entries; nil compares the ids one by one, byte by byte.
    package init(
        rules: GatewayRules,
        entries: [Entry] = [],
        orders: [(provider: String, ids: [String])] = [],
        place: (@Sendable (String) -> Int?)? = nil
    ) {
        self.rules = rules
        self.entries = entries
        self.place = place ?? { id in entries.firstIndex { $0.id.utf8.elementsEqual(id.utf8) } }
        var providerPlaces = ProviderPlaces()
        for (place, entry) in entries.enumerated() { providerPlaces.append(place, to: entry.provider) }
        self.providerPlaces = providerPlaces
        var table = ProviderTable<[String]>()
        for order in orders { table.set(order.ids, forKey: order.provider) }
        order = table
    }

    package func entry(_ id: String) -> Entry? { entries.isEmpty ? nil : place(id).map { entries[$0] } }

    /// Whether any profile of a provider is listed.
    package func lists(_ provider: String) -> Bool { !providerPlaces[provider].isEmpty }

    /// The ids listed for a provider.
    package func ids(of provider: String) -> [String] {
        providerPlaces[provider].map { entries[$0].id }
    }
}
