import CResources
import JSON5

extension ModelCatalog {
    /// Reads the catalog data; entries without an id or a provider are skipped.
    init(_ data: BuiltInJSON) {
        let data = data.members
        listed = Deferred { (data["models"]?.elements ?? []).compactMap(Model.init) }
        let aliases = data["openclawDefaults"]?.members["builtinAliases"]?.members.all ?? []
        let pairs = aliases.compactMap { entry in entry.value.text.map { (entry.key, $0) } }
        builtInAliases = Dictionary(pairs) { $1 }
    }
}

extension ModelCatalog.Model {
    fileprivate init?(_ data: BuiltInJSON) {
        let data = data.members
        guard let id = data["id"]?.text, let provider = data["provider"]?.text else { return nil }
        reference = ModelReference(provider: provider, model: id)
        name = data["name"]?.text ?? id
        contextWindow = data["contextWindow"]?.integer ?? 0
        maximumTokens = data["maxTokens"]?.integer ?? 0
        let cost = data["cost"]?.members
        price = ModelCatalog.Price(
            input: cost?["input"]?.number ?? 0,
            output: cost?["output"]?.number ?? 0,
            cacheRead: cost?["cacheRead"]?.number ?? 0,
            cacheWrite: cost?["cacheWrite"]?.number ?? 0
        )
    }

    /// Families are ordered by price, the most expensive first, which puts the gateway's default first.
    var rank: Double { -price.input }
}

extension BuiltInJSON {
    init(_ resource: CResource) {
        self.init(Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count)))
    }
}
