import CResources
import JSON5

extension ModelCatalog {
    /// Reads the catalog of a provider; entries without an id are skipped.
    init(_ data: BuiltInJSON?, of provider: String) {
        listed = Deferred { (data?.members["models"]?.elements ?? []).compactMap { Model($0, of: provider) } }
    }
}

extension ModelCatalog.Model {
    fileprivate init?(_ data: BuiltInJSON, of provider: String) {
        let data = data.members
        guard let id = data["id"]?.text else { return nil }
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
