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
        package let isBuiltIn: Bool
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
        let catalog = snapshot.release.catalog
        let tags = Self.tags(settings)
        let defined = Self.defined(loaded, snapshot.release.places)
        var references = tags.map(\.reference)
        if all {
            references += catalog.models.map(\.reference) + defined.map(\.reference)
            references += (live?.models ?? []).map {
                ModelReference(provider: snapshot.release.provider.id, model: $0.id)
            }
        }
        var seen: Set<String> = []
        let offered = Dictionary((live?.models ?? []).map { ($0.id, $0.name) }) { first, _ in first }
        let tagsOf = Dictionary(tags.map { ($0.reference, $0.tags) }) { first, _ in first }
        let report = try? StatusReport(snapshot, host)
        let available = Set((report?.providers ?? []).map { ProviderName.normalized($0.provider) })
        let wanted = provider.map(ProviderName.normalized)
        let models = Dictionary(defined.map { ($0.reference, $0) }) { first, _ in first }
        let shown = localOnly ? references.filter { models[$0]?.isLocal == true } : references
        rows = shown.filter { seen.insert($0.key).inserted && (wanted == nil || $0.provider == wanted) }
            .map { reference in
                let known = catalog.model(reference)
                let isLive = reference.provider == snapshot.release.provider.id && offered[reference.model] != nil
                let own = models[reference]
                let missing = known == nil && own == nil && !isLive ? ["missing"] : []
                return Row(
                    reference: reference,
                    name: own?.model.name ?? known?.name ?? (isLive ? offered[reference.model] : nil)
                        ?? reference.model,
                    contextWindow: own?.model.contextWindow ?? known?.contextWindow,
                    isBuiltIn: known != nil,
                    isLive: isLive,
                    isDefined: own != nil,
                    input: own?.model.input.joined(separator: "+") ?? known.map { _ in "text+image" },
                    isLocal: own?.isLocal ?? known.map { _ in false },
                    isAvailable: available.contains(reference.provider),
                    tags: (tagsOf[reference] ?? []) + missing
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
                "missing": .bool(!row.isBuiltIn && !row.isDefined && !row.isLive),
                "builtIn": .bool(row.isBuiltIn), "live": .bool(row.isLive),
            ]
        }
        var members: Members = ["count": .integer(rows.count), "models": .array(models)]
        members["liveAt"] = live.map { .integer($0.fetchedAt) } ?? .null
        return members
    }
}
