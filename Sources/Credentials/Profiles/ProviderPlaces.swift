/// Where the profiles of each provider stand in the list of all, in its order, under any spelling of the provider.
struct ProviderPlaces: Sendable {
    private var lists: [[Int]] = []
    /// Which list is that of a provider, by its normalized name.
    private var listOfName: [String: Int] = [:]
    /// The provider of the latest profile as it was spelled, and its list: neighbours are nearly always of one.
    private var latest = (spelling: "", list: -1)

    /// The places of a provider's profiles.
    subscript(provider: String) -> [Int] {
        listOfName[ProviderName.normalized(provider)].map { lists[$0] } ?? []
    }

    /// Notes a place behind all that are known.
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
