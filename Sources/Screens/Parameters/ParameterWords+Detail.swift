internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets
internal import TerminalUI

// The explanation of the marked row: its meaning, the origin of its value and its cost.
extension ParameterWords {
    func detail(_ row: ParameterRow, of parameters: ModelParameters) -> [Block] {
        switch row {
        case .value(let line):
            standing(parameters) + help(line) + warnings(line)
                + (words.isNarrow ? [source(line)] + price(line, parameters.catalog) : facts(line, parameters.catalog))
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
        guard words.has(key) else {
            return [.text(words.isNarrow ? line.name + ": " + line.parameter.help : line.parameter.help)]
        }
        return [.text(words(key))]
    }

    // MARK: - Facts

    /// The value now and after saving, what it costs, and where it is set.
    private func facts(_ line: ParameterLine, _ model: ModelCatalog.Model?) -> [Block] {
        var facts = [fact("now", valueNow(line))]
        if line.changes { facts.append(fact("willBe", text(line.willBe.value))) }
        facts += prices(line, model)
        if case .written(let pointer) = line.now.source {
            facts.append(fact("savedIn", place(sheet.origin(of: pointer))))
        }
        return [.gap, .facts(facts)] + longPrompts(line, model)
    }

    private func longPrompts(_ line: ParameterLine, _ model: ModelCatalog.Model?) -> [Block] {
        guard sheet.kind == .apiKey, words.has("parameters.price." + line.name), let price = model?.price,
            let long = price.longPrompts
        else { return [] }
        let prices = ["input": long.input, "output": long.output].mapValues(Words.dollars)
        let values = prices.merging(["tokens": words.tokens(long.tokens)]) { $1 }
        return [.text(words("parameters.price.longPrompts", values), .muted)]
    }

    private func fact(_ key: String, _ value: String) -> Fact {
        Fact(label: words("parameters.detail." + key), value: value)
    }

    private func valueNow(_ line: ParameterLine) -> String {
        guard line.now.value != nil else { return words("parameters.from.notSet") }
        guard case .cache(let reason) = line.now.source else { return text(line.now.value) }
        let source = words("parameters.from." + Self.word(reason))
        return words("parameters.because", ["value": text(line.now.value), "source": source])
    }

    private func prices(_ line: ParameterLine, _ model: ModelCatalog.Model?) -> [Fact] {
        guard sheet.kind == .apiKey, let price = model?.price, price.input > 0 else { return [] }
        if line.name == CacheRetention.parameter {
            guard let retention = line.willBe.value?.stringValue.flatMap(CacheRetention.init(rawValue:)) else {
                return []
            }
            let cost = CachePrice(retention, price)
            let without = words("parameters.perMillion", ["price": Words.dollars(price.input)])
            guard retention != .none else { return [fact("price", without)] }
            let values = ["write": Words.dollars(cost.write), "read": Words.dollars(cost.read)]
            return [fact("price", words("parameters.cachePrice", values)), fact("without", without)]
        }
        let key = "parameters.price." + line.name
        guard words.has(key) else { return [] }
        return [fact("price", words(key, ["output": Words.dollars(price.output)]))]
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
        return [.text(words(key, values.mapValues(Words.dollars)), .muted)]
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
