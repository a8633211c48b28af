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
                + (words.isNarrow
                    ? [source(line)] + limit(line) + price(line, parameters.catalog) : facts(line, parameters.catalog))
        case .legacy(let legacy) where legacy.isRemoved:
            [.text(words("parameters.legacy.removed", ["ttl": legacy.written]))]
        case .legacy(let legacy):
            [
                .text(sentence(legacy, parameters)),
                .text(words("parameters.legacy." + (moved(legacy, parameters) == nil ? "takeOut" : "hint")), .muted),
            ] + costs(legacy, parameters)
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
        if let limit = Self.maximum(line) {
            facts.append(fact("limit", words("parameters.atMost", ["limit": limit])))
        }
        facts += prices(line, model)
        switch line.now.source {
        case .written(let pointer): facts.append(fact("savedIn", place(sheet.origin(of: pointer))))
        case .outer(let pointer, let level):
            facts.append(fact("level", words("parameters.level." + level.rawValue)))
            facts.append(fact("savedIn", place(sheet.origin(of: pointer))))
        case .notSet, .cache, .edited: break
        }
        facts += agents(line)
        let isUnread = !line.ofAgents.isEmpty && !sheet.readsAgents
        return [.gap, .facts(facts)] + longPrompts(line, model)
            + (isUnread ? [.note(.warning, notReadOfAgents)] : [])
    }

    /// The values that agents have of their own, each with its place.
    private func agents(_ line: ParameterLine) -> [Fact] {
        let shown = line.ofAgents.prefix(Self.namedAgents).map { own in
            let values = ["value": text(own.value), "source": place(sheet.origin(of: own.pointer))]
            let label = words("header.agent", ["agent": own.agent.text])
            return Fact(label: label, value: words("parameters.because", values))
        }
        let rest = line.ofAgents.count - shown.count
        return shown + (rest > 0 ? [Fact(label: "", value: words("parameters.ofAgents.more", count: rest))] : [])
    }

    /// The number of agents that are listed.
    private static let namedAgents = 3

    /// The largest value, as text; nil if there is none.
    private static func maximum(_ line: ParameterLine) -> String? {
        if case .integer(_, let maximum?) = line.parameter.kind { String(maximum) } else { nil }
    }

    private func limit(_ line: ParameterLine) -> [Block] {
        Self.maximum(line).map { [.text(words("parameters.limit", ["limit": $0]), .muted)] } ?? []
    }

    private func longPrompts(_ line: ParameterLine, _ model: ModelCatalog.Model?) -> [Block] {
        guard sheet.kind == .apiKey, words.has("parameters.price." + line.name), let price = model?.price,
            let long = price.longPrompts
        else { return [] }
        let prices = ["input": long.input, "output": long.output].mapValues { Words.dollars($0) }
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
            let without = words("parameters.perMillion", ["price": Words.dollars(price.input)])
            guard retention != .none else { return [fact("price", without)] }
            return [fact("price", cost(retention, price)), fact("without", without)]
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
            case .written(let pointer), .outer(let pointer, _): place(sheet.origin(of: pointer))
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
        return [.text(words(key, values.mapValues { Words.dollars($0) }), .muted)]
    }
}
