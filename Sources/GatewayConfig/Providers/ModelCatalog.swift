/// The models of a provider: ids, names, limits and prices.
///
/// Two lists, because a gateway knows only the models of its time: `models` are those of the release whose data this is,
/// `today` those that the provider has offered since, each with the first release that is known to have it.
package struct ModelCatalog: Sendable {
    /// One model.
    package struct Model: Sendable, Equatable {
        package let reference: ModelReference
        package let name: String
        /// Size of the context window in tokens; 0 if unknown.
        package let contextWindow: Int
        /// Maximum length of an answer in tokens; 0 if unknown.
        package let maximumTokens: Int
        /// All zero if unknown.
        package let price: Price
        /// The first release of the gateway that was seen to have it; nil for the release's own models.
        package let since: String?
        /// Whether a request for it may have a temperature: the provider refuses one for a model that takes none.
        package let takesTemperature: Bool
        /// The model that the provider recommends instead; nil if it is not deprecated.
        package let replacement: String?

        /// The id without the provider prefix.
        package var id: String { reference.model }
    }

    /// US dollars per million tokens.
    package struct Price: Sendable, Equatable {
        package let input: Double
        package let output: Double
        package let cacheRead: Double
        package let cacheWrite: Double
        /// What longer prompts cost; nil if all cost the same.
        package let longPrompts: LongPrompts?

        package init(
            input: Double,
            output: Double,
            cacheRead: Double,
            cacheWrite: Double,
            longPrompts: LongPrompts? = nil
        ) {
            self.input = input
            self.output = output
            self.cacheRead = cacheRead
            self.cacheWrite = cacheWrite
            self.longPrompts = longPrompts
        }

        /// Writing with one-hour retention: the provider charges twice the input price.
        package var hourCacheWrite: Double { input * 2 }
    }

    /// The prices of requests whose prompt has more than so many tokens.
    package struct LongPrompts: Sendable, Equatable {
        package let tokens: Int
        package let input: Double
        package let output: Double
    }

    /// Lazy, because a config means the same without them.
    let listed: Deferred<[Model]>
    let offered: Deferred<[Model]>
    let mainFamilies: Deferred<[String]>
    let date: Deferred<String>

    /// All models of the release, in data order.
    package var models: [Model] { listed.value }

    /// The models that the provider has today beyond those of the release, in data order.
    package var today: [Model] { offered.value }

    /// The day of which `today` tells, as `2026-10-01`; empty if there is none.
    package var asOf: String { date.value }

    /// The families that are offered first, such as `opus`; empty for all.
    package var families: [String] { mainFamilies.value }

    /// The catalog compiled into the program.
    package static var builtIn: ModelCatalog { Provider.anthropic.catalog }

    /// The release's entry of a model; nil if that release does not know it.
    package func model(_ reference: ModelReference) -> Model? {
        models.first { $0.reference == reference }
    }

    /// The entry of a model of the release or of today; nil if it is not built in.
    package func anyModel(_ reference: ModelReference) -> Model? {
        model(reference) ?? today.first { $0.reference == reference }
    }

    /// The newest model of each family under its undated id, the most expensive first; shown first in a picker.
    package var current: [Model] { models.newestOfFamilies(families) }

    /// All others, newest first.
    package var older: [Model] { models.newestFirst(without: current) }
}

extension [ModelCatalog.Model] {
    /// The newest of each family under its undated id, the most expensive first.
    ///
    /// - Parameter families: the families that count; empty for all.
    package func newestOfFamilies(_ families: [String]) -> [ModelCatalog.Model] {
        let undated = map(Named.init).filter {
            !$0.name.isDated && (families.isEmpty || families.contains($0.name.family))
        }
        return Dictionary(grouping: undated, by: \.name.family).values
            .compactMap { family in family.max { $0.name.version.lexicographicallyPrecedes($1.name.version) } }
            .map(\.model)
            .sorted { $0.rank < $1.rank }
    }

    /// All but some, the newest first.
    package func newestFirst(without others: [ModelCatalog.Model] = []) -> [ModelCatalog.Model] {
        let others = Set(others.map(\.id))
        return filter { !others.contains($0.id) }.map(Named.init).sorted { left, right in
            left.name.version == right.name.version
                ? (left.model.rank, left.model.id) < (right.model.rank, right.model.id)
                : right.name.version.lexicographicallyPrecedes(left.name.version)
        }.map(\.model)
    }
}

/// A model with its parsed id, which sorting needs repeatedly.
private struct Named {
    let model: ModelCatalog.Model
    let name: ModelName

    init(_ model: ModelCatalog.Model) {
        self.model = model
        name = ModelName(model.id)
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
        // By bytes, because a screen names all models before its first frame.
        let words = id.utf8.split(separator: UInt8(ascii: "-")).map { Substring($0) }
        let numbers = words.map { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int($0) : nil }
        family =
            zip(words, numbers).first { $0 != "claude" && $0 != "latest" && $1 == nil }.map { String($0.0) } ?? id
        version = zip(words, numbers).compactMap { word, number in word.utf8.count <= 2 ? number : nil }
        isDated = zip(words, numbers).contains { $0.utf8.count == 8 && $1 != nil } || words.last == "latest"
    }
}
