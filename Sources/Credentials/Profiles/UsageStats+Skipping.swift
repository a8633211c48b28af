/// Models for which a profile is skipped while it is tried for all others.
package struct ModelStop: Sendable, Equatable {
    /// Without the provider; one or two.
    package let models: [String]
    /// Unix milliseconds.
    package let until: Int64
}

// Until when the marks have a profile skipped, by the rules of a release (src/agents/auth-profiles/usage-state.ts).
extension UsageStats {
    package typealias Rules = GatewayRules.Selection

    /// When a profile of a provider is no longer skipped, whatever the model; may be in the past. Nil if nothing says so.
    package func unusableUntil(of provider: String?, _ rules: Rules) -> Int64? {
        rules.neverSkips(provider) ? nil : unusableUntil
    }

    /// Until when a profile of a provider is skipped for a model; nil if it is tried at this time.
    package func skippedUntil(
        of provider: String?,
        for model: AskedModel = .any,
        _ rules: Rules,
        at now: Int64
    ) -> Int64? {
        guard !rules.neverSkips(provider) else { return nil }
        guard !hasNoScopes else { return unusableUntil.flatMap { now < $0 ? $0 : nil } }
        let isBlockedElsewhere = isBlockedElsewhere(than: model, rules)
        let stopsAll = isDisabled(at: now) || isBlocked(at: now) && !isBlockedElsewhere
        let coolsElsewhere = coolsElsewhere(than: model, rules)
        if coolsElsewhere, !stopsAll { return nil }
        // Beside a mark that counts, a cooldown counts too, whatever its model is; but not for all models at once.
        let cooling = coolsElsewhere && model == .all ? nil : cooldownUntil
        let end = [isBlockedElsewhere ? nil : blockedUntil, cooling, disabledUntil].compactMap { $0 }.max()
        return end.flatMap { now < $0 ? $0 : nil }
    }

    /// The models for which it is skipped, if it is tried for all others; nil if it is tried for all or for none.
    package func modelStop(of provider: String?, _ rules: Rules, at now: Int64) -> ModelStop? {
        guard rules.tellsModelsApart, !hasNoScopes, !rules.neverSkips(provider), !isDisabled(at: now) else {
            return nil
        }
        var (models, until): ([String], Int64) = ([], 0)
        for (end, model) in [(blockedUntil, blockScope(rules)), (cooldownUntil, cooldownScope(rules))] {
            guard let end, now < end else { continue }
            guard let model else { return nil }
            if !models.contains(model) { models.append(model) }
            until = max(until, end)
        }
        return models.isEmpty ? nil : ModelStop(models: models, until: until)
    }

    /// The only model that a block stops; nil if it stops all.
    private func blockScope(_ rules: Rules) -> String? {
        rules.scopesBlocks && scope.blockedScope == "model" ? scope.blockedModel : nil
    }

    /// The only model that a cooldown stops; nil if it stops all.
    private func cooldownScope(_ rules: Rules) -> String? {
        cooldownReason.map(rules.scopedReasons.contains) ?? false ? scope.cooldownModel : nil
    }

    private func isBlockedElsewhere(than model: AskedModel, _ rules: Rules) -> Bool {
        blockScope(rules).map { model.isAnother(than: $0, rules) } ?? false
    }

    private func coolsElsewhere(than model: AskedModel, _ rules: Rules) -> Bool {
        cooldownScope(rules).map { model.isAnother(than: $0, rules) } ?? false
    }
}

extension AskedModel {
    /// Whether a mark of one model says nothing about what is asked.
    fileprivate func isAnother(than marked: String, _ rules: GatewayRules.Selection) -> Bool {
        switch self {
        case .any: false
        case .one(let model): model != marked
        case .all: rules.knowsAllModels
        }
    }
}
