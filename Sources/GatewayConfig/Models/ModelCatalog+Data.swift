import CResources
import JSON5

extension ModelCatalog {
    /// Reads the catalog's data; entries without an id or a provider are passed over.
    init(_ data: Value) {
        models = (data["models"]?.arrayValue ?? []).compactMap(Model.init)
        let aliases = data["openclawDefaults"]?["builtinAliases"]?.objectValue ?? [:]
        let pairs = aliases.compactMap { entry in entry.value.stringValue.map { (entry.key, $0) } }
        builtInAliases = Dictionary(pairs) { $1 }
    }
}

extension ModelCatalog.Model {
    fileprivate init?(_ data: Value) {
        guard let id = data["id"]?.stringValue, let provider = data["provider"]?.stringValue else { return nil }
        reference = ModelReference(provider: provider, model: id)
        name = data["name"]?.stringValue ?? id
        contextWindow = data["contextWindow"]?.intValue.map(Int.init) ?? 0
        maximumTokens = data["maxTokens"]?.intValue.map(Int.init) ?? 0
        isReasoning = data["reasoning"]?.boolValue ?? false
        price = ModelCatalog.Price(
            input: data["cost"]?["input"]?.doubleValue ?? 0,
            output: data["cost"]?["output"]?.doubleValue ?? 0,
            cacheRead: data["cost"]?["cacheRead"]?.doubleValue ?? 0,
            cacheWrite: data["cost"]?["cacheWrite"]?.doubleValue ?? 0
        )
    }

    /// Families by price, the dearest first: the gateway's own default leads.
    var rank: Double { -price.input }
}

extension Document {
    /// Reads data that is compiled into the program; unreadable data is our bug.
    init(_ resource: CResource) {
        let bytes = Array(UnsafeBufferPointer(start: resource.bytes, count: resource.count))
        do {
            self = try Document(parsing: bytes)
        } catch {
            preconditionFailure("Resources/: line \(error.position.line): \(error.problem)")
        }
    }
}
