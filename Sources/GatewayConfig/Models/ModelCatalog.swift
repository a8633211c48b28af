import CResources
import JSON5

/// The built-in Anthropic models: ids, names, limits and prices.
package struct ModelCatalog: Sendable {
    /// One model.
    package struct Model: Sendable, Equatable {
        package let reference: ModelReference
        package let name: String
        /// Tokens of the context window.
        package let contextWindow: Int
        /// Tokens of the longest answer.
        package let maximumTokens: Int
        /// It can think before it answers.
        package let isReasoning: Bool
        package let price: Price

        /// The id without its provider.
        package var id: String { reference.model }
    }

    /// US dollars per million tokens.
    package struct Price: Sendable, Equatable {
        package let input: Double
        package let output: Double
        package let cacheRead: Double
        package let cacheWrite: Double

        /// Writing for one hour: the provider asks twice the price of input.
        package var hourCacheWrite: Double { input * 2 }
    }

    /// The aliases alone decide what a configuration means.
    let listed: Deferred<[Model]>
    /// The full names that the gateway's own aliases stand for, by alias.
    package let builtInAliases: [String: String]

    /// All models in the order of the data.
    package var models: [Model] { listed.value }

    /// The catalog compiled into the program.
    package static let builtIn = ModelCatalog(BuiltInJSON(resource_anthropic_models()))

    /// The model of a reference; nil for one that is not built in.
    package func model(_ reference: ModelReference) -> Model? {
        models.first { $0.reference == reference }
    }

    /// The newest of each family under its undated id, the dearest first: what a picker shows on top.
    package var current: [Model] {
        Dictionary(grouping: models.map(Named.init).filter { !$0.name.isDated }, by: \.name.family).values
            .compactMap { family in family.max { $0.name.version.lexicographicallyPrecedes($1.name.version) } }
            .map(\.model)
            .sorted { $0.rank < $1.rank }
    }

    /// All others, the newest first.
    package var older: [Model] {
        let current = Set(current.map(\.id))
        return models.filter { !current.contains($0.id) }.map(Named.init).sorted { left, right in
            left.name.version == right.name.version
                ? (left.model.rank, left.model.id) < (right.model.rank, right.model.id)
                : right.name.version.lexicographicallyPrecedes(left.name.version)
        }.map(\.model)
    }

    /// A model beside the parts of its id, which sorting asks for again and again.
    private struct Named {
        let model: Model
        let name: ModelName

        init(_ model: Model) {
            self.model = model
            name = ModelName(model.id)
        }
    }
}

/// The parts of a Claude model's id, such as `claude-opus-4-6` or `claude-3-5-haiku-20241022`.
struct ModelName: Sendable, Equatable {
    /// The word of the id that is neither `claude` nor a number.
    let family: String
    /// The numbers of the version, such as 4 and 6; a date is not part of it.
    let version: [Int]
    /// The id names one dated release, or is the old way of saying "the latest".
    let isDated: Bool

    init(_ id: String) {
        let words = id.split(separator: "-")
        family = words.first { $0 != "claude" && $0 != "latest" && Int($0) == nil }.map(String.init) ?? id
        version = words.filter { $0.utf8.count <= 2 }.compactMap { Int($0) }
        isDated = words.contains { $0.utf8.count == 8 && Int($0) != nil } || words.last == "latest"
    }
}
