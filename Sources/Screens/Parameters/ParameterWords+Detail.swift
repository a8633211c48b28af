internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// The explanation of the marked row: its meaning, the origin of its value and its cost.
extension ParameterWords {
    func detail(_ row: ParameterRow, of parameters: ModelParameters) -> [Block] {
        switch row {
        case .value(let line):
            standing(parameters) + help(line) + warnings(line) + [source(line)] + price(line, parameters.catalog)
        case .legacy(let legacy) where legacy.isRemoved:
            [.text(words("parameters.legacy.removed", ["ttl": legacy.written]))]
        case .legacy(let legacy):
            [
                .text(sentence(legacy, parameters)),
                .text(words("parameters.legacy." + (moved(legacy, parameters) == nil ? "takeOut" : "hint")), .muted),
            ]
        case .unknown(let parameter): [.text(words("parameters.unknown.hint", ["name": parameter.name]))]
        case .allowlist: []
        }
    }

    /// What is to be known of a model that this gateway may not have.
    private func standing(_ parameters: ModelParameters) -> [Block] {
        switch parameters.standing {
        case .known, .unknown: []
        case .newer(let since): [.note(.warning, words.newer(since: since, release: sheet.release))]
        case .onlyOffered: [.text(words("model.onlyOffered"), .muted)]
        }
    }

    private func help(_ line: ParameterLine) -> [Block] {
        let key = "parameters.help." + line.name
        // A parameter known only from the schema is explained with the schema's own text.
        guard words.has(key) else { return [.text(line.name + ": " + line.parameter.help)] }
        let values = key + ".values"
        return [.text(words(key))] + (words.has(values) && !words.isNarrow ? [.text(words(values))] : [])
    }

    private func warnings(_ line: ParameterLine) -> [Block] {
        var blocks: [Block] = []
        if !line.parameter.isTaken {
            let key = line.now.value == nil ? "parameters.notTaken.why" : "parameters.notTaken.takeOut"
            blocks.append(.note(.warning, words(key, ["name": line.name])))
        } else if let finding = line.now.finding {
            let values = [
                "value": text(line.now.written), "reason": finding.reason(words.texts),
                "place": place(sheet.origin(of: finding.pointer)),
            ]
            blocks.append(.note(.warning, words(finding.isSent ? "parameters.refused" : "parameters.ignored", values)))
        }
        switch line.effect {
        case .noneWithSubscription: blocks.append(.text(words("parameters.noEffect.why")))
        case .fiveMinutesOnly(let address):
            blocks.append(.note(.warning, words("parameters.fiveMinutes.why", ["address": address])))
        case .noneForProvider, .honoured, nil: break
        }
        return blocks
    }

    private func source(_ line: ParameterLine) -> Block {
        guard line.now.value != nil else { return .text(words("parameters.from.notSet")) }
        let source =
            switch line.now.source {
            case .notSet, .edited: ""
            case .written(let pointer): place(sheet.origin(of: pointer))
            case .cache(let reason): words("parameters.from." + Self.word(reason))
            }
        return .text(words("parameters.from", ["value": text(line.now.value), "source": source]))
    }

    private static func word(_ reason: CacheSetting.Reason) -> String {
        switch reason {
        case .explicit, .standard: "standard"
        case .legacy: "legacy"
        case .added: "added"
        case .variable: "variable"
        }
    }

    private func price(_ line: ParameterLine, _ model: ModelCatalog.Model?) -> [Block] {
        guard sheet.kind == .apiKey, let price = model?.price, price.input > 0 else { return [] }
        let key = "parameters.price." + line.name
        guard words.has(key) else { return [] }
        let values = [
            "input": price.input, "output": price.output, "write": price.cacheWrite, "long": price.hourCacheWrite,
            "read": price.cacheRead,
        ]
        return [.text(words(key, values.mapValues(Words.dollars)), .muted)] + longPrompts(price)
    }

    private func longPrompts(_ price: ModelCatalog.Price) -> [Block] {
        guard let long = price.longPrompts, !words.isNarrow else { return [] }
        let prices = ["input": long.input, "output": long.output].mapValues(Words.dollars)
        let values = prices.merging(["tokens": words.tokens(long.tokens)]) { $1 }
        return [.text(words("parameters.price.longPrompts", values), .muted)]
    }

    // MARK: - Deprecated name

    func sentence(_ legacy: ModelParameters.Legacy, _ parameters: ModelParameters) -> String {
        let cache = parameters.lines.first { $0.name == CacheRetention.parameter }
        let values = [
            "ttl": legacy.written, "retention": legacy.retention?.rawValue ?? "", "value": text(cache?.willBe.value),
        ]
        let isSaid = legacy.retention != nil && moved(legacy, parameters) == nil
        let key = legacy.retention == nil ? "unknown" : legacy.counts ? "counts" : isSaid ? "hidden" : "byDefault"
        return words("parameters.legacy." + key, values)
    }

    /// The value that the newer name would get; nil if it is already set or the older one has no effect.
    func moved(_ legacy: ModelParameters.Legacy, _ parameters: ModelParameters) -> CacheRetention? {
        let cache = parameters.lines.first { $0.name == CacheRetention.parameter }
        let isSaid = cache.map { $0.willBe.source == .edited || $0.isWritten && !$0.isEdited } ?? false
        return isSaid ? nil : legacy.retention
    }
}
