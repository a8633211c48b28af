/// The models of a provider: ids, names, limits and prices.
package struct ModelCatalog: Sendable {
    /// One model.
    package struct Model: Sendable, Equatable {
        package let reference: ModelReference
        package let name: String
        /// Size of the context window in tokens.
        package let contextWindow: Int
        /// Maximum length of an answer in tokens.
        package let maximumTokens: Int
        package let price: Price

        /// The id without the provider prefix.
        package var id: String { reference.model }
    }

    /// US dollars per million tokens.
    package struct Price: Sendable, Equatable {
        package let input: Double
        package let output: Double
        package let cacheRead: Double
        package let cacheWrite: Double

        /// Writing with one-hour retention: the provider charges twice the input price.
        package var hourCacheWrite: Double { input * 2 }
    }

    /// Lazy, because a config means the same without them.
    let listed: Deferred<[Model]>

    /// All models in data order.
    package var models: [Model] { listed.value }

    /// The catalog compiled into the program.
    package static var builtIn: ModelCatalog { Provider.anthropic.catalog }

    /// The catalog entry of a model; nil if it is not built in.
    package func model(_ reference: ModelReference) -> Model? {
        models.first { $0.reference == reference }
    }

    /// The newest model of each family under its undated id, the most expensive first; shown first in a picker.
    package var current: [Model] {
        Dictionary(grouping: models.map(Named.init).filter { !$0.name.isDated }, by: \.name.family).values
            .compactMap { family in family.max { $0.name.version.lexicographicallyPrecedes($1.name.version) } }
            .map(\.model)
            .sorted { $0.rank < $1.rank }
    }

    /// All others, newest first.
    package var older: [Model] {
        let current = Set(current.map(\.id))
        return models.filter { !current.contains($0.id) }.map(Named.init).sorted { left, right in
            left.name.version == right.name.version
                ? (left.model.rank, left.model.id) < (right.model.rank, right.model.id)
                : right.name.version.lexicographicallyPrecedes(left.name.version)
        }.map(\.model)
    }

    /// A model with its parsed id, which sorting needs repeatedly.
    private struct Named {
        let model: Model
        let name: ModelName

        init(_ model: Model) {
            self.model = model
            name = ModelName(model.id)
        }
    }
}

/// The parts of a Claude model id, such as `claude-opus-4-6` or `claude-3-5-haiku-20241022`.
struct ModelName: Sendable, Equatable {
    /// The word of the id that is neither `claude` nor a number.
    let family: String
    /// The version numbers, such as 4 and 6, without a date.
    let version: [Int]
    /// The id names one dated release, or has the old suffix for "the latest".
    let isDated: Bool

    init(_ id: String) {
        let words = id.split(separator: "-")
        family = words.first { $0 != "claude" && $0 != "latest" && Int($0) == nil }.map(String.init) ?? id
        version = words.filter { $0.utf8.count <= 2 }.compactMap { Int($0) }
        isDated = words.contains { $0.utf8.count == 8 && Int($0) != nil } || words.last == "latest"
    }
}
