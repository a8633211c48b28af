import CResources
import JSON5

extension ModelCatalog {
    /// Reads the catalog of a provider; entries without an id are skipped.
    init(_ data: BuiltInJSON?, of provider: String) {
        // Each is scanned once, however many of its parts are asked for.
        let parts = Deferred { data?.members ?? BuiltInJSON.Members() }
        let today = Deferred { parts.value["today"]?.members ?? BuiltInJSON.Members() }
        listed = Deferred { Self.models(parts.value, of: provider) }
        offered = Deferred { Self.models(today.value, of: provider) }
        mainFamilies = Deferred { (parts.value["families"]?.elements ?? []).compactMap(\.text) }
        date = Deferred { today.value["asOf"]?.text ?? "" }
    }

    private static func models(_ data: BuiltInJSON.Members, of provider: String) -> [Model] {
        (data["models"]?.elements ?? []).compactMap { Model($0, of: provider) }
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
        price = ModelCatalog.Price(data["cost"]?.members)
        since = data["since"]?.text
        takesTemperature = data["temperature"]?.text != "never"
        replacement = data["replacedBy"]?.text
    }

    /// A model of which only the provider's list tells; a limit of 0 is unknown.
    package init(_ reference: ModelReference, name: String, contextWindow: Int, maximumTokens: Int) {
        self.reference = reference
        self.name = name
        self.contextWindow = contextWindow
        self.maximumTokens = maximumTokens
        price = ModelCatalog.Price(nil)
        since = nil
        takesTemperature = true
        replacement = nil
    }

    /// The same model with the limits that the provider states today; 0 keeps a limit.
    package func limited(contextWindow: Int, maximumTokens: Int) -> ModelCatalog.Model {
        ModelCatalog.Model(
            reference: reference,
            name: name,
            contextWindow: contextWindow > 0 ? contextWindow : self.contextWindow,
            maximumTokens: maximumTokens > 0 ? maximumTokens : self.maximumTokens,
            price: price,
            since: since,
            takesTemperature: takesTemperature,
            replacement: replacement
        )
    }

    /// Families are ordered by price, the most expensive first, which puts the gateway's default first.
    var rank: Double { -price.input }
}

extension ModelCatalog.Price {
    fileprivate init(_ cost: BuiltInJSON.Members?) {
        let above = cost?["above"]?.elements.first?.members
        self.init(
            input: cost?["input"]?.number ?? 0,
            output: cost?["output"]?.number ?? 0,
            cacheRead: cost?["cacheRead"]?.number ?? 0,
            cacheWrite: cost?["cacheWrite"]?.number ?? 0,
            longPrompts: above.flatMap { above in
                above["tokens"]?.integer.map { tokens in
                    ModelCatalog.LongPrompts(
                        tokens: tokens,
                        input: above["input"]?.number ?? 0,
                        output: above["output"]?.number ?? 0
                    )
                }
            }
        )
    }
}

extension BuiltInJSON {
    init(_ resource: CResource) {
        self.init(Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count)))
    }
}
