internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets
internal import TerminalUI

// The deprecated name of the cache parameter: what it does today, and what moving it costs.
extension ParameterWords {
    func sentence(_ legacy: ModelParameters.Legacy, _ parameters: ModelParameters) -> String {
        let cache = cache(parameters)
        let values = [
            "ttl": legacy.written, "retention": legacy.retention?.rawValue ?? "", "value": text(cache?.willBe.value),
        ]
        let isSaid = legacy.retention != nil && moved(legacy, parameters) == nil
        let key = legacy.retention == nil ? "unknown" : legacy.counts ? "counts" : isSaid ? "hidden" : "byDefault"
        return words("parameters.legacy." + key, values)
    }

    /// The value that the newer name would get; nil if it is already set or the older one has no effect.
    func moved(_ legacy: ModelParameters.Legacy, _ parameters: ModelParameters) -> CacheRetention? {
        let cache = cache(parameters)
        let isSaid = cache.map { $0.willBe.source == .edited || $0.isWritten && !$0.isEdited } ?? false
        return isSaid ? nil : legacy.retention
    }

    /// What a prompt costs with a retention: `write $10, read $0.50`.
    func cost(_ retention: CacheRetention, _ price: ModelCatalog.Price) -> String {
        let cost = CachePrice(retention, price)
        let values = ["write": Words.dollars(cost.write), "read": Words.dollars(cost.read)]
        return words("parameters.cachePrice", values)
    }

    /// What changes in price where the newer name brings another value than the one that holds now; empty if none does,
    /// or where no caching is charged.
    func costs(_ legacy: ModelParameters.Legacy, _ parameters: ModelParameters) -> [Block] {
        let cache = cache(parameters)
        guard sheet.kind == .apiKey, let price = parameters.catalog?.price, price.input > 0,
            let new = moved(legacy, parameters),
            let now = cache?.now.value?.stringValue.flatMap(CacheRetention.init(rawValue:)), now != new
        else { return [] }
        let values = [
            "now": now.rawValue, "nowPrice": cost(now, price), "new": new.rawValue, "newPrice": cost(new, price),
        ]
        return [.note(.warning, words("parameters.legacy.price", values))]
    }

    private func cache(_ parameters: ModelParameters) -> ParameterLine? {
        parameters.lines.first { $0.name == CacheRetention.parameter }
    }
}
