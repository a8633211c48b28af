internal import Credentials
internal import GatewayConfig
package import JSON5
internal import Secrets

/// The result of `order get`, with the gateway's lines and keys.
package struct OrderView: Sendable {
    private let snapshot: HostSnapshot
    private let texts: Texts
    private let agent: String
    private let provider: String
    private let storeWords: StoreWords?
    private let override: [String]?
    private let order: ProfileOrder

    package init(_ snapshot: HostSnapshot, _ texts: Texts, agent: String, provider: String) {
        self.snapshot = snapshot
        storeWords = snapshot.storeWords(texts)
        self.texts = texts
        self.agent = agent
        self.provider = ProviderName.normalized(Redaction.redact(provider))
        let contents = snapshot.contents(readBy: agent)
        override = contents.order[self.provider]
        order = ProfileOrder(
            listing: snapshot.release.listing(of: snapshot.config.root),
            store: contents,
            provider: self.provider,
            for: snapshot.asked(of: self.provider, agent: agent),
            now: snapshot.readAt
        )
    }

    package var lines: [ReportLine] {
        let path = snapshot.display(snapshot.agent(agent)?.storePath ?? "")
        let source = texts.of(storeWords, "status.order." + order.source.rawValue)
        let effective = order.ids.isEmpty ? texts("status.order.nobody") : order.ids.joined(separator: ", ")
        return [
            "Agent: \(agent)", "Provider: \(provider)", "Auth file: \(path)",
            "Order override: " + (override.map { $0.joined(separator: ", ") } ?? "(none)"),
            texts("list.effective", ["order": source, "profiles": effective]),
        ].map { .verbatim($0) }
    }

    package var members: Members {
        let found = snapshot.agent(agent)
        return [
            "agentId": .string(agent),
            "agentDir": .string(found?.directory ?? ""),
            "provider": .string(provider),
            "authStorePath": .string(snapshot.display(found?.storePath ?? "")),
            "order": override.map { .array($0.map { .string($0) }) } ?? .null,
            "source": .string(order.source.rawValue),
            "effectiveOrder": .array(order.ids.map { .string($0) }),
        ]
    }
}
