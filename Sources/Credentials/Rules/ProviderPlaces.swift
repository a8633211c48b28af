/// The indices of each provider's profiles in the list of all profiles, with lookup by any spelling of the provider.
struct ProviderPlaces: Sendable {
    private var lists: [[Int]] = []
    /// The list of each provider, by normalised name.
    private var listOfName: [String: Int] = [:]
    /// Cache of the last provider's spelling and list, because neighbours nearly always have the same provider.
    private var latest = (spelling: "", list: -1)

    /// The indices of a provider's profiles.
    subscript(provider: String) -> [Int] {
        listOfName[ProviderName.normalized(provider)].map { lists[$0] } ?? []
    }

    /// Appends an index to a provider's list.
    mutating func append(_ place: Int, to provider: String) {
        if latest.spelling != provider || latest.list < 0 { latest = (provider, list(of: provider)) }
        lists[latest.list].append(place)
    }

    private mutating func list(of provider: String) -> Int {
        let name = ProviderName.normalized(provider)
        if let list = listOfName[name] { return list }
        lists.append([])
        listOfName[name] = lists.count - 1
        return lists.count - 1
    }
}
