internal import Anthropic
package import GatewayConfig

/// The provider's models on one host: those that its gateway knows, those that are newer, and what the provider's own
/// list says of all of them.
///
/// Which ones a gateway knows is told by its release: 2026.2.9 answers `Unknown model` to any other, unless the config
/// has an entry for the provider (src/agents/pi-embedded-runner/model.ts).
package struct HostModels: Sendable {
    /// What is known about a gateway and a model.
    package enum Standing: Sendable, Equatable {
        /// This release has it.
        case known
        /// Seen from that release on; this gateway is older, or its release was not found.
        case newer(since: String)
        /// Only the provider's list has it; which release does is not known.
        case onlyOffered
        /// Neither built in nor on the provider's list.
        case unknown
    }

    /// The release of this gateway as far as anything tells; nil if nothing does.
    package let release: String?
    private let catalog: ModelCatalog
    private let provider: String
    /// Lazy: the provider's list is decoded at the first use, for most commands name no model.
    private let offer: Deferred<Offer>

    /// The provider's last list.
    private struct Offer: Sendable {
        /// Nil if it was never fetched, or is not used.
        let list: LiveModelList?
        /// Its entries by id.
        let models: [String: LiveModel]
        /// What was found in the file; nil if the list is of this run.
        let kept: KeptModels?

        init(_ list: LiveModelList?, _ kept: KeptModels?) {
            self.list = list
            self.kept = kept
            models = Dictionary((list?.models ?? []).map { ($0.id, $0) }) { first, _ in first }
        }
    }

    /// - Parameters:
    ///   - release: the host's release as a file or a program spells it; nil if it was not found.
    ///   - kept: decodes the kept list.
    init(_ provider: Provider, release: String?, kept: @escaping @Sendable () -> KeptModels) {
        let offer = Deferred {
            let kept = kept()
            return Offer(kept.list, kept)
        }
        self.init(provider.catalog, provider.id, release, offer)
    }

    private init(_ catalog: ModelCatalog, _ provider: String, _ release: String?, _ offer: Deferred<Offer>) {
        self.catalog = catalog
        self.provider = provider
        self.release = release
        self.offer = offer
    }

    /// The same with another list of the provider.
    package func offering(_ live: LiveModelList?) -> HostModels {
        HostModels(catalog, provider, release, Deferred { Offer(live, nil) })
    }

    /// The provider's last list; nil if it was never fetched, or is not used.
    package var live: LiveModelList? { offer.value.list }

    private var offers: [String: LiveModel] { offer.value.models }

    /// One line on a kept list that is not used; nil if nothing is wrong with it.
    func warning(_ texts: Texts, display: (String) -> String) -> String? {
        offer.value.kept?.warning(texts, display: display)
    }

    // MARK: - One model

    package func standing(of reference: ModelReference) -> Standing {
        guard let model = catalog.anyModel(reference) else {
            return isOffered(reference) ? .onlyOffered : .unknown
        }
        return model.since.map { isKnown(since: $0) ? .known : .newer(since: $0) } ?? .known
    }

    /// Whether the provider's list has it; false without a list.
    package func isOffered(_ reference: ModelReference) -> Bool {
        reference.provider == provider && offers[reference.model] != nil
    }

    /// What is known of a model, with the limits of the provider's own list; nil if nothing is.
    package func model(_ reference: ModelReference) -> ModelCatalog.Model? {
        let offer = reference.provider == provider ? offers[reference.model] : nil
        let (context, answer) = (offer?.contextWindow ?? 0, offer?.maximumTokens ?? 0)
        if let own = catalog.model(reference) {
            // The window is the gateway's: it does not read the provider's.
            return own.limited(contextWindow: 0, maximumTokens: answer)
        }
        if let today = catalog.anyModel(reference) {
            return today.limited(contextWindow: context, maximumTokens: answer)
        }
        return offer.map {
            ModelCatalog.Model(reference, name: $0.name, contextWindow: context, maximumTokens: answer)
        }
    }

    private func isKnown(_ model: ModelCatalog.Model) -> Bool { model.since.map(isKnown(since:)) ?? true }

    private func isKnown(since: String) -> Bool {
        guard let mine = release.flatMap(ReleaseNumber.withoutSuffix), let first = ReleaseNumber(since) else {
            return false
        }
        return !(mine < first)
    }

    // MARK: - In the order of a list

    /// The models that this gateway knows.
    package var known: [ModelCatalog.Model] {
        limited(catalog.models + catalog.today.filter(isKnown))
    }

    /// The newest ones of the main families that this gateway knows.
    package var current: [ModelCatalog.Model] { known.newestOfFamilies(catalog.families) }

    /// Its other ones, the newest first.
    package var older: [ModelCatalog.Model] {
        let known = known
        return known.newestFirst(without: known.newestOfFamilies(catalog.families))
    }

    /// Those of today that this gateway is not known to have, the newest first.
    package var newer: [ModelCatalog.Model] {
        limited(catalog.today.filter { !isKnown($0) }).newestFirst()
    }

    /// Those that only the provider's list has, in its order.
    package var onlyOffered: [ModelCatalog.Model] {
        (live?.models ?? []).compactMap { offer in
            let reference = ModelReference(provider: provider, model: offer.id)
            return catalog.anyModel(reference) == nil ? model(reference) : nil
        }
    }

    /// All of them: what can be used at once first.
    package var all: [ModelCatalog.Model] {
        let known = known
        let current = known.newestOfFamilies(catalog.families)
        return current + onlyOffered + newer + known.newestFirst(without: current)
    }

    private func limited(_ models: [ModelCatalog.Model]) -> [ModelCatalog.Model] {
        offers.isEmpty ? models : models.map { model($0.reference) ?? $0 }
    }
}
