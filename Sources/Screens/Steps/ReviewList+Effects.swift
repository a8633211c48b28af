internal import Anthropic
internal import GatewayHost

// Consequences. Those for agents that were not chosen are counted in one line, so that what is decided here stays in
// sight; Enter opens it.
extension ReviewList {
    func effects(_ plan: ChangePlan) -> [ReviewItem] {
        let told = plan.effects.filter(isTold)
        let others = told.filter { otherAgent($0) != nil }
        let own = told.filter { otherAgent($0) == nil }
        guard others.count > 1, !words.isSpoken else { return told.map(note) }
        return folded(others) + own.map(note)
    }

    /// Whether no other line says it.
    private func isTold(_ effect: PlanEffect) -> Bool {
        switch effect {
        case .makesGatewayToken, .changesPayer: false
        default: true
        }
    }

    private func otherAgent(_ effect: PlanEffect) -> String? {
        effect.values["agent"].flatMap { agents.contains($0) ? nil : $0 }
    }

    private func folded(_ effects: [PlanEffect]) -> [ReviewItem] {
        let names = effects.compactMap(otherAgent).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        // A broad page has room for them from the start.
        let isOpen = unfolded.contains(.effects) != context.isBroad
        let key = isOpen || names.count > 2 || words.isNarrow ? "review.effects" : "review.effects.on"
        let values = ["count": String(effects.count), "agents": names.joined(separator: words("review.and"))]
        let aside = isOpen || words.isNarrow ? "" : words("review.effects.shown")
        let text = words(key, values)
        let head = ReviewItem(group: .notes, content: .fold(text, aside: aside), action: .fold(.effects))
        guard isOpen else { return [head] }
        var last = ""
        return [head]
            + names.flatMap { name in effects.filter { otherAgent($0) == name } }.map { effect in
                let agent = otherAgent(effect) ?? ""
                defer { last = agent }
                let (value, aside, action) = short(effect)
                let label = agent == last ? "" : agent
                return line(.effects, ReviewLine(label: label, value: value, aside: aside, isHead: true), action)
            }
    }

    /// Below its agent's name, an effect needs no sentence.
    private func short(_ effect: PlanEffect) -> (value: String, aside: String, action: ReviewItem.Action) {
        let (key, values, action) = effectText(effect)
        let form = "effect." + key + ".short"
        guard words.has(form) else { return (words("effect." + key, values), "", action) }
        return (words(form, values), words(form + ".aside", values), action)
    }

    private func note(_ effect: PlanEffect) -> ReviewItem {
        let (key, values, action) = effectText(effect)
        return ReviewItem(group: .notes, content: .note(.warning, words("effect." + key, values)), action: action)
    }

    private func name(of profile: String) -> String { words.isNarrow ? profile.withoutProvider : profile }

    private func effectText(_ effect: PlanEffect) -> (key: String, values: [String: String], action: ReviewItem.Action)
    {
        switch effect {
        case .hidesProfile(let id, let agent, let isKept):
            let values = ["profile": name(of: id), "agent": agent]
            return (isKept ? "hidesProfile.kept" : "hidesProfile.hidden", values, .toggleHidden)
        case .createsAllowlist(let model):
            return ("createsAllowlist", ["model": model.withoutDefaultProvider], .open(.cache))
        case .joinsAllowlist(let model):
            return ("joinsAllowlist", ["model": model.withoutDefaultProvider], .open(.model))
        case .environmentKeyNotUsed(let variable, let layer):
            return ("environmentKeyNotUsed", ["variable": variable, "place": layer], .open(.method))
        case .storedInSeveralAgents(let count):
            let key = count == 2 ? "storedInSeveralAgents.two" : "storedInSeveralAgents"
            return (key, ["count": String(count)], .open(.agents))
        case .clearsFailures(let id): return ("clearsFailures", ["profile": name(of: id)], .diff)
        case .otherProfileFirst(let id, let agent):
            return ("otherProfileFirst", ["profile": name(of: id), "agent": agent], .diff)
        case .tightensMode(let path, let mode):
            return ("tightensMode", ["path": context.display(path), "mode": String(mode, radix: 8)], .diff)
        case .usesOtherName(let id, let taken):
            return ("usesOtherName", ["profile": name(of: id), "taken": name(of: taken)], .diff)
        case .startsOwnStore(let agent): return ("startsOwnStore", ["agent": agent], .open(.agents))
        case .keepsModelsInUse, .shutsOutModels:
            return ("profiles", ["text": words.texts("effect." + effect.code, effect.values)], .open(.cache))
        case .modelNotKnown, .modelNewerThanGateway, .modelOnlyOffered, .modelListIgnored, .notAllowed:
            return ("profiles", ["text": words.texts("effect." + effect.code, effect.values)], .open(.model))
        case .makesGatewayToken, .gatewayTokenNotMade:
            return ("profiles", ["text": words.texts("effect." + effect.code)], .open(.gateway))
        case .keepsAllModels, .profiles, .configRefused, .stillRefused, .leavesUnknownTTL,
            .losesConfigReference, .losesVariables, .keepsRelease, .forgetsRelease, .keepsLogin,
            .leavesLoginOut, .keepsMarks, .changesPayer:
            var values = effect.values
            values["path"] = values["path"].map(context.display)
            return ("profiles", ["text": words.texts("effect." + effect.code, values)], .diff)
        }
    }
}
