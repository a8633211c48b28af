import CResources
import JSON5

/// The built-in Anthropic models: ids, names, limits and prices.
package struct ModelCatalog: Sendable, Equatable {
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
    }

    /// All models in the order of the data.
    package let models: [Model]
    /// The full names that the gateway's own aliases stand for, by alias.
    package let builtInAliases: [String: String]

    /// The catalog compiled into the program.
    package static let builtIn = ModelCatalog(Value(resource_anthropic_models()))

    /// The model of a reference; nil for one that is not built in.
    package func model(_ reference: ModelReference) -> Model? {
        models.first { $0.reference == reference }
    }

    /// The newest of each family under its undated id, the dearest first: what a picker shows on top.
    package var current: [Model] {
        Dictionary(grouping: models.filter { !$0.isDated }, by: \.family).values
            .compactMap { family in family.max { $0.version.lexicographicallyPrecedes($1.version) } }
            .sorted { $0.rank < $1.rank }
    }

    /// All others, the newest first.
    package var older: [Model] {
        let current = Set(current.map(\.id))
        return models.filter { !current.contains($0.id) }.sorted { left, right in
            left.version == right.version
                ? (left.rank, left.id) < (right.rank, right.id)
                : right.version.lexicographicallyPrecedes(left.version)
        }
    }
}
