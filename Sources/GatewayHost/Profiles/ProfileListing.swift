internal import Credentials
internal import GatewayConfig
package import JSON5
internal import Secrets

/// The profiles that an agent can use, in the order in which they are tried, as lines and as a document.
package struct ProfileListing: Sendable {
    private let snapshot: HostSnapshot
    private let agent: String
    private let provider: String?
    private let contents: StoreContents
    private let moments: MomentText
    private let listing: AuthListing

    /// `provider`: only its profiles; nil for all.
    package init(_ snapshot: HostSnapshot, agent: String, provider: String?) {
        self.snapshot = snapshot
        self.agent = agent
        self.provider = provider.map(ProviderName.normalized)
        contents = snapshot.contents(readBy: agent)
        moments = MomentText(texts: snapshot.texts, zone: .utc, now: snapshot.readAt)
        listing = AuthListing(config: snapshot.config.root)
    }

    private var providers: [String] {
        var seen: Set<String> = []
        let all = contents.profiles.map { ProviderName.normalized($0.provider) }.filter { seen.insert($0).inserted }
        return provider.map { wanted in all.filter { $0 == wanted } } ?? all
    }

    private func order(_ provider: String) -> ProfileOrder {
        ProfileOrder(listing: listing, store: contents, provider: provider, now: snapshot.readAt)
    }

    /// Those that are tried first, in their order; then those that are left out.
    private func profiles(_ provider: String) -> [Profile] {
        let ids = order(provider).ids
        let rest = contents.profiles(of: provider).filter { !ids.contains($0.id) }
        return ids.compactMap(contents.profile) + rest
    }

    // MARK: - Lines

    package var lines: [String] {
        let texts = snapshot.texts
        guard !providers.isEmpty else {
            let values = ["agent": agent, "provider": Redaction.redact(provider ?? "")]
            return [texts(provider == nil ? "list.none" : "list.none.provider", values), texts("list.none.next")]
        }
        var lines = [texts("list.title", ["agent": agent])]
        for provider in providers {
            lines.append("")
            lines.append(texts("list.provider", ["provider": provider, "order": texts(orderKey(provider))]))
            let width = profiles(provider).map(\.id.count).max() ?? 0
            lines += profiles(provider).map { line($0, provider, width) }
        }
        return lines
    }

    private func orderKey(_ provider: String) -> String {
        switch order(provider).source {
        case .automatic: "status.order.automatic"
        case .store: "status.order.store"
        case .config: "status.order.config"
        }
    }

    private func line(_ profile: Profile, _ provider: String, _ width: Int) -> String {
        let texts = snapshot.texts
        let secret = profile.credential.secret ?? Secret("")
        let name = profile.id + String(repeating: " ", count: max(0, width - profile.id.count))
        var parts = [texts("kind." + profile.kind.rawValue)]
        if !secret.ending.isEmpty { parts.append(texts("list.ends", ["ending": secret.ending])) }
        parts.append(stateText(profile, provider))
        if snapshot.profile(profile.id, agent: agent) == nil { parts.append(texts("list.ofMain")) }
        return "  " + name + "   " + parts.joined(separator: ", ")
    }

    private func stateText(_ profile: Profile, _ provider: String) -> String {
        let texts = snapshot.texts
        switch state(profile, provider) {
        case .cooling(let until):
            return texts("list.cooling", ["time": moments.clock(until), "remaining": remaining(until)])
        case .off(let until, _):
            return texts("list.off", ["time": moments.clock(until), "remaining": remaining(until)])
        case .ineligible(let reason): return texts("list." + reason.word)
        case .ready, .needsRefresh:
            guard case .token(_, let expires?) = profile.credential else { return texts("list.ready") }
            return texts("list.readyUntil", ["day": moments.day(expires)])
        }
    }

    private func remaining(_ until: Int64) -> String { moments.remaining(until - snapshot.readAt) }

    private func state(_ profile: Profile, _ provider: String) -> CredentialStanding.State {
        if let reason = profile.ineligibility(for: provider, listing: listing, now: snapshot.readAt) {
            return .ineligible(reason)
        }
        guard order(provider).ids.contains(profile.id) else { return .ineligible(.notListed) }
        let stats = contents.stats(of: profile.id)
        guard let until = stats.unusableUntil, snapshot.readAt < until else { return .ready }
        return until == stats.disabledUntil ? .off(until: until, reason: stats.disabledReason) : .cooling(until: until)
    }

    // MARK: - Document

    /// Members of the one document of `--json`: the gateway's later names, then ours.
    package var members: Members {
        let snapshotAgent = snapshot.agent(agent)
        return [
            "agentId": .string(agent),
            "agentDir": .string(snapshotAgent?.directory ?? ""),
            "authStorePath": .string(snapshotAgent?.storePath ?? ""),
            "provider": provider.map { .string($0) } ?? .null,
            "profiles": .array(providers.flatMap { provider in profiles(provider).map { member($0, provider) } }),
        ]
    }

    private func member(_ profile: Profile, _ provider: String) -> Value {
        var members: Members = [
            "id": .string(profile.id), "provider": .string(provider), "type": .string(profile.kind.rawValue),
        ]
        members["email"] = profile.email.map { .string($0) }
        members["expiresAt"] = profile.storedExpires
        let stats = contents.stats(of: profile.id)
        members["cooldownUntil"] = stats.cooldownUntil.map { .integer($0) }
        members["disabledUntil"] = stats.disabledUntil.map { .integer($0) }
        let state = state(profile, provider)
        members["state"] = .string(state.word)
        if case .ineligible(let reason) = state { members["why"] = .string(reason.word) }
        members["position"] = order(provider).ids.firstIndex(of: profile.id).map { .integer($0 + 1) } ?? .null
        members["store"] = snapshot.profile(profile.id, agent: agent) == nil ? "main" : "own"
        members["payer"] = .string(
            profile.kind == .oauth && provider == "anthropic"
                ? Payer.claudePlan.word : Payer(of: profile.credential.secret ?? Secret(""), provider: provider).word
        )
        members["ending"] = .string(profile.credential.secret?.ending ?? "")
        if profile.isMislabelled { members["typeDiffersFromSecret"] = true }
        return .object(members)
    }
}

extension Ineligibility {
    /// A stable word for `--json`, and the end of a text key.
    package var word: String {
        switch self {
        case .expired: "expired"
        case .empty: "empty"
        case .notListed: "notListed"
        case .missing: "missing"
        case .modeDiffers: "modeDiffers"
        case .listedForOtherProvider, .otherProvider: "otherProvider"
        }
    }
}

/// An order as `order get` shows it: the gateway's lines and keys.
package struct OrderView: Sendable {
    private let snapshot: HostSnapshot
    private let agent: String
    private let provider: String
    private let override: [String]?
    private let order: ProfileOrder

    package init(_ snapshot: HostSnapshot, agent: String, provider: String) {
        self.snapshot = snapshot
        self.agent = agent
        self.provider = ProviderName.normalized(Redaction.redact(provider))
        let contents = snapshot.contents(readBy: agent)
        override = contents.order[self.provider]
        order = ProfileOrder(
            listing: AuthListing(config: snapshot.config.root),
            store: contents,
            provider: self.provider,
            now: snapshot.readAt
        )
    }

    package var lines: [String] {
        let path = snapshot.display(snapshot.agent(agent)?.storePath ?? "")
        let source: String =
            switch order.source {
            case .automatic: "status.order.automatic"
            case .store: "status.order.store"
            case .config: "status.order.config"
            }
        let effective = order.ids.isEmpty ? snapshot.texts("status.order.nobody") : order.ids.joined(separator: ", ")
        return [
            "Agent: \(agent)", "Provider: \(provider)", "Auth file: \(path)",
            "Order override: " + (override.map { $0.joined(separator: ", ") } ?? "(none)"),
            snapshot.texts("list.effective", ["order": snapshot.texts(source), "profiles": effective]),
        ]
    }

    package var members: Members {
        let found = snapshot.agent(agent)
        var members: Members = [
            "agentId": .string(agent),
            "agentDir": .string(found?.directory ?? ""),
            "provider": .string(provider),
            "authStorePath": .string(snapshot.display(found?.storePath ?? "")),
            "order": override.map { .array($0.map { .string($0) }) } ?? .null,
        ]
        let source: String =
            switch order.source {
            case .automatic: "automatic"
            case .store: "store"
            case .config: "config"
            }
        members["source"] = .string(source)
        members["effectiveOrder"] = .array(order.ids.map { .string($0) })
        return members
    }
}
