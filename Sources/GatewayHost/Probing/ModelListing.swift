internal import Anthropic
internal import Credentials
package import GatewayConfig
package import JSON5

/// The models of this host for `models list`: the configured ones, or also those of the catalog and the provider's
/// list.
package struct ModelListing: Sendable {
    /// One row.
    package struct Row: Sendable, Equatable {
        package let reference: ModelReference
        package let name: String
        /// In tokens; nil for a model that only the provider or the config knows.
        package let contextWindow: Int?
        /// Maximum length of an answer in tokens; nil if unknown.
        package let maximumTokens: Int?
        package let isBuiltIn: Bool
        /// What is known of this gateway and the model.
        package let standing: HostModels.Standing
        package let isLive: Bool
        /// Whether the config defines it in `models.providers`.
        package let isDefined: Bool
        /// What it takes, as the gateway prints it: `text+image`; nil for a model that only the config's list or the
        /// provider names.
        package let input: String?
        /// Whether its provider's base URL is on this machine; nil if nothing defines it.
        package let isLocal: Bool?
        /// Whether its provider has a profile, a variable or a key, valid or not, as in the gateway.
        package let isAvailable: Bool
        /// Whether the gateway has no entry for it, as in the gateway; what the provider lists counts as there.
        package let isMissing: Bool
        package let tags: [String]
    }

    package let rows: [Row]
    package let live: LiveModelList?

    /// - Parameters:
    ///   - live: the provider's list; nil if it was never fetched.
    ///   - all: include the catalog and the provider's list, not only configured models.
    ///   - localOnly: only models that run on this machine, by their provider's base URL.
    package init(
        _ snapshot: HostSnapshot,
        _ host: LiveHost,
        live: LiveModelList?,
        all: Bool,
        provider: String?,
        localOnly: Bool = false
    ) {
        let loaded = LoadedConfig(snapshot.config).root
        let settings = ModelSettings(loaded, snapshot.release.format)
        let known = snapshot.models.offering(live)
        let tags = Self.tags(settings)
        let defined = Self.defined(loaded, snapshot.release.places)
        var references = tags.map(\.reference)
        if all {
            references += snapshot.release.catalog.models.map(\.reference) + defined.map(\.reference)
            references += known.all.map(\.reference)
        }
        var seen: Set<String> = []
        let tagsOf = Dictionary(tags.map { ($0.reference, $0.tags) }) { first, _ in first }
        let report = try? StatusReport(snapshot, host)
        let available = Set((report?.providers ?? []).map { ProviderName.normalized($0.provider) })
        let wanted = provider.map(ProviderName.normalized)
        let models = Dictionary(defined.map { ($0.reference, $0) }) { first, _ in first }
        let shown = localOnly ? references.filter { models[$0]?.isLocal == true } : references
        rows = shown.filter { seen.insert($0.key).inserted && (wanted == nil || $0.provider == wanted) }
            .map { reference in
                let (model, standing) = (known.model(reference), known.standing(of: reference))
                let isBuiltIn = model != nil && standing != .onlyOffered
                let isLive = known.isOffered(reference)
                let own = models[reference]
                let named = tagsOf[reference] ?? []
                let isMissing = standing != .known && own == nil && !isLive
                return Row(
                    reference: reference,
                    name: own?.model.name ?? model?.name ?? reference.model,
                    contextWindow: own?.model.contextWindow ?? model?.contextWindow.positive,
                    maximumTokens: model?.maximumTokens.positive,
                    isBuiltIn: isBuiltIn,
                    standing: standing,
                    isLive: isLive,
                    isDefined: own != nil,
                    input: own?.model.input.joined(separator: "+") ?? (isBuiltIn ? "text+image" : nil),
                    isLocal: own?.isLocal ?? (isBuiltIn ? false : nil),
                    isAvailable: available.contains(reference.provider),
                    isMissing: isMissing,
                    tags: named + (isMissing && !named.isEmpty ? ["missing"] : [])
                )
            }
        self.live = live
    }

    /// A model that the config defines.
    private struct Defined {
        let reference: ModelReference
        let model: ProviderSettings.Model
        let isLocal: Bool
    }

    private static func defined(_ config: Value, _ places: ConfigPlaces) -> [Defined] {
        ProviderSettings.all(in: config, places).flatMap { provider in
            let isLocal = provider.baseURL.map { Endpoint(baseURL: $0).isLocal } ?? false
            return provider.models.map { model in
                let id = ProviderName.normalized(provider.id)
                return Defined(reference: ModelReference(provider: id, model: model.id), model: model, isLocal: isLocal)
            }
        }
    }

    /// All models that the config names, in the gateway's order, with the gateway's tags.
    private static func tags(_ settings: ModelSettings) -> [(reference: ModelReference, tags: [String])] {
        var found: [(reference: ModelReference, tags: [String])] = []
        var places: [ModelReference: Int] = [:]
        func add(_ reference: ModelReference?, _ tag: String) {
            guard let reference else { return }
            if let place = places[reference] {
                if !found[place].tags.contains(tag) { found[place].tags.append(tag) }
            } else {
                places[reference] = found.count
                found.append((reference, [tag]))
            }
        }
        add(settings.resolvedPrimary, "default")
        for (place, fallback) in settings.fallbacks.enumerated() {
            add(settings.reference(fallback), "fallback#\(place + 1)")
        }
        add(settings.imagePrimary.flatMap(settings.reference), "image")
        for (place, fallback) in settings.imageFallbacks.enumerated() {
            add(settings.reference(fallback), "img-fallback#\(place + 1)")
        }
        for key in settings.allowed { add(ModelReference(key), "configured") }
        let aliases = Dictionary(grouping: settings.aliases) { ModelReference($0.key) }
        for place in found.indices {
            let names = (aliases[found[place].reference] ?? []).map(\.name)
            if !names.isEmpty { found[place].tags.append("alias:" + names.joined(separator: ",")) }
        }
        return found
    }

    // MARK: - As data

    /// The gateway's members, and the source of each model.
    package var members: Members {
        let models = rows.map { row -> Value in
            [
                "key": .string(row.reference.key), "name": .string(row.name),
                "input": .string(row.input ?? "-"),
                "contextWindow": row.contextWindow.map { .integer($0) } ?? .null,
                "local": row.isLocal.map { .bool($0) } ?? .null,
                "available": .bool(row.isAvailable),
                "tags": .array(row.tags.map { .string($0) }),
                "missing": .bool(row.isMissing),
                "builtIn": .bool(row.isBuiltIn), "live": .bool(row.isLive),
                "maxTokens": row.maximumTokens.map { .integer($0) } ?? .null,
                "since": row.since.map { .string($0) } ?? .null,
            ]
        }
        var members: Members = ["count": .integer(rows.count), "models": .array(models)]
        members["liveAt"] = live.map { .integer($0.fetchedAt) } ?? .null
        return members
    }
}

extension ModelListing.Row {
    /// The release from which on the model was seen, if this gateway may be older.
    fileprivate var since: String? {
        if case .newer(let since) = standing { since } else { nil }
    }
}

extension Int {
    /// Nil for 0, which stands for an unknown limit.
    fileprivate var positive: Int? { self > 0 ? self : nil }
}
