internal import Anthropic
internal import Credentials
internal import GatewayConfig
internal import GatewayHost

/// Converts a plan into the rows of Review: before and after, files, consequences, and action rows.
struct ReviewList {
    let context: StepContext
    let plan: Result<ChangePlan, Problem>
    let state: ReviewStep.State
    /// The chosen agents.
    let agents: [String]
    let gateway: GatewayAnswers?

    var words: Words { context.words }

    var items: [ReviewItem] {
        if case .failed = state { return failedRows }
        switch plan {
        case .failure: return [row("review.goBack", .open(.credential)), row("review.leave", .leave(code: 130))]
        case .success(let plan) where plan.isEmpty:
            return summary(plan.summary) + rowsWithoutPlan
        case .success(let plan):
            return summary(plan.summary) + files(plan) + told(plan).map(effect) + actions(plan)
        }
    }

    func row(_ key: String, _ action: ReviewItem.Action) -> ReviewItem {
        ReviewItem(content: .row(words(key)), action: action)
    }

    private var failedRows: [ReviewItem] {
        [row("review.goBackToReview", .back), row("review.leave", .leave(code: 1))]
    }

    private func actions(_ plan: ChangePlan) -> [ReviewItem] {
        switch state {
        case .applying:
            [row("review.writing", .apply)]
        case .waiting(let holder, let since, let now):
            [
                ReviewItem(
                    content: .row(
                        words("review.waiting", ["holder": holder, "seconds": String((now - since) / 1000)])
                    ),
                    action: .apply
                )
            ]
        case .awaitingCheck:
            [ReviewItem(content: .row(words("review.awaiting", ["seconds": seconds])), action: .applyWhenVerified)]
        case .ready, .changed, .failed: rows(plan) + [row("review.leave", .leave(code: 130))]
        }
    }

    private var seconds: String {
        if case .running(let seconds, _) = context.check { String(seconds) } else { "0" }
    }

    // MARK: - Summary

    private func summary(_ summary: PlanSummary) -> [ReviewItem] {
        var items = summary.credential.map(credentialLines) ?? keptCredential
        items += payerLine(summary)
        items.append(line(.model, modelValue(summary), modelAside(summary), .open(.model)))
        items.append(line(.cacheRetention, cacheValue(summary), cacheAside(summary), .open(.cache)))
        return items + gatewayLine(summary) + otherLines(summary)
    }

    /// Changed values of fields that are shown as they are.
    private func otherLines(_ summary: PlanSummary) -> [ReviewItem] {
        let composed = Set([SetupField.model, .cacheRetention, .gatewayPort, .agents, .authChoice].map(\.label))
        return context.fields.filter { !composed.contains($0.label) }.compactMap { field in
            guard let setting = summary[field], setting.was != setting.now, let now = setting.now?.shown else {
                return nil
            }
            let was = setting.was?.shown.map { words("review.was", ["value": $0]) } ?? words("review.new")
            return line(field, now, was, context.page(field).map(ReviewItem.Action.open) ?? .diff)
        }
    }

    /// The effects, without what a line of its own says.
    private func told(_ plan: ChangePlan) -> [PlanEffect] { plan.effects.filter { $0 != .makesGatewayToken } }

    /// Shown if the plan creates or changes gateway settings.
    private func gatewayLine(_ summary: PlanSummary) -> [ReviewItem] {
        let isChanged = gateway?.port != nil || gateway?.bind != nil
        guard summary.makesGatewayToken || isChanged else { return [] }
        let bind = summary.gatewayBind ?? GatewayStep.Row.loopback
        let isKnown = words.has("review.gateway.bind.\(bind)")
        let reach = isKnown ? words("review.gateway.bind.\(bind)") : bind
        let value = words(
            "review.gateway.port",
            ["port": String(summary.gatewayPort ?? context.facts.gatewayPort), "reach": reach]
        )
        let aside = words(summary.makesGatewayToken ? "review.gateway.token" : "review.gateway.changed")
        return [line(.gatewayPort, value, aside, .open(.gateway))]
    }

    private func line(
        _ field: SetupField,
        _ value: String,
        _ aside: String,
        _ action: ReviewItem.Action
    ) -> ReviewItem {
        line(label: field.label, value, aside, action)
    }

    private func line(
        label: String,
        _ value: String,
        _ aside: String,
        _ action: ReviewItem.Action
    ) -> ReviewItem {
        ReviewItem(content: .fact(Fact(label: words(label), value: value, aside: aside)), action: action)
    }

    private func credentialLines(_ credential: PlanSummary.StoredCredential) -> [ReviewItem] {
        let page: StepID = context.facts.agents.count > 1 ? .agents : .credential
        return [
            checked(text(of: credential.kind, ending: credential.ending), .open(.credential)),
            line(.tokenProfileID, shown(profile: credential.profileID), storage(of: credential), .open(page)),
        ]
    }

    /// The credential in use, which stays unchanged.
    private var keptCredential: [ReviewItem] {
        let facts = context.facts
        guard let profile = facts.winner(of: agents) else {
            return [line(.authChoice, words("review.none"), "", .open(.method))]
        }
        let text = text(of: profile.kind, ending: profile.ending)
        return [
            context.check == .none
                ? line(.authChoice, text, words("review.kept"), .open(.existing)) : checked(text, .open(.existing)),
            line(.tokenProfileID, shown(profile: profile.id), words("review.unchangedAside"), .open(.existing)),
        ]
    }

    /// The credential with the result of its check.
    private func checked(_ text: String, _ action: ReviewItem.Action) -> ReviewItem {
        let note = context.check.note(words)
        let fact = Fact(label: words(SetupField.authChoice.label), value: text, aside: note.text, mark: note.mark)
        return ReviewItem(content: .fact(fact), action: action)
    }

    private func payerLine(_ summary: PlanSummary) -> [ReviewItem] {
        guard let now = summary.payerNow ?? summary.payerWas else { return [] }
        let payer = words.payer(now)
        guard let was = summary.payerWas, was != now else {
            return [
                line(
                    label: "review.paidBy",
                    payer,
                    summary.payerWas == nil ? "" : words("review.asBefore"),
                    .open(.method)
                )
            ]
        }
        let before = words.payer(was)
        guard !words.isNarrow else {
            return [line(label: "review.paidBy", payer, words("review.was", ["value": before]), .open(.method))]
        }
        let after = words("review.now", ["value": payer])
        return [line(label: "review.paidBy", words("review.wasFirst", ["value": before]), after, .open(.method))]
    }

    private func text(of kind: CredentialKind, ending: String) -> String {
        let kind = words("kind.\(kind.rawValue)")
        return ending.isEmpty ? kind : words("existing.ends", ["kind": kind, "ending": ending])
    }

    private func shown(profile id: String) -> String { words.isNarrow ? id.withoutProvider : id }

    private func storage(of credential: PlanSummary.StoredCredential) -> String {
        let key = credential.replaces ? "review.replaces" : "review.new"
        let agents = credential.agents
        let form = agents.count > 1 ? ".several" : context.facts.agents.count > 1 ? ".only" : ""
        return words(key + form, ["agents": context.names(of: agents), "count": String(agents.count)])
    }

    private func modelValue(_ summary: PlanSummary) -> String {
        guard let model = summary.modelNow ?? summary.modelWas else { return words("review.model.unset") }
        return words.isNarrow ? model.withoutDefaultProvider : model
    }

    private func modelAside(_ summary: PlanSummary) -> String {
        guard let now = summary.modelNow, now != summary.modelWas else { return words("review.model.unchanged") }
        guard let was = summary.modelWas else { return words("review.model.new") }
        return words("review.model.was", ["model": was.withoutDefaultProvider])
    }

    private func cacheValue(_ summary: PlanSummary) -> String {
        (summary.cacheNow ?? summary.cacheWas).map { words("cache.value.\($0.rawValue)") }
            ?? words("review.cache.unset")
    }

    private func cacheAside(_ summary: PlanSummary) -> String {
        if summary.cacheHasNoEffect { return words("review.cache.noEffect") }
        guard let now = summary.cacheNow else { return words("review.cache.default") }
        guard now != summary.cacheWas else { return words("review.unchangedAside") }
        guard let was = summary.cacheWas else { return words("review.cache.new") }
        return words("review.was", ["value": was.rawValue])
    }

    // MARK: - Files

    private func files(_ plan: ChangePlan) -> [ReviewItem] {
        guard !words.isNarrow else {
            let value = words("review.files", count: plan.files.count)
            let fact = Fact(label: words("review.filesLabel"), value: value, aside: words.counts(plan.files))
            return [ReviewItem(content: .fact(fact), action: .diff)]
        }
        return plan.files.map { file in
            var text = words.counts([file])
            if file.isNew { text = words("review.file.new") }
            if file.role == .config, !file.isNew { text = words("review.file.commentsKept", ["counts": text]) }
            return ReviewItem(
                content: .file(Fact(label: "", value: context.display(file.path), aside: text)),
                action: .diff
            )
        }
    }

    // MARK: - Consequences

    private func effect(_ effect: PlanEffect) -> ReviewItem {
        let (key, values, action) = effectText(effect)
        return ReviewItem(content: .note(.warning, words("effect." + key, values)), action: action)
    }

    private func effectText(_ effect: PlanEffect) -> (String, [String: String], ReviewItem.Action) {
        switch effect {
        case .hidesProfile(let id, let agent, let isKept):
            let name = words.isNarrow ? id.withoutProvider : id
            let values = ["profile": name, "agent": agent]
            return (isKept ? "hidesProfile.kept" : "hidesProfile.hidden", values, .toggleHidden)
        case .createsAllowlist(let model):
            return ("createsAllowlist", ["model": model.withoutDefaultProvider], .open(.cache))
        case .joinsAllowlist(let model):
            return ("joinsAllowlist", ["model": model.withoutDefaultProvider], .open(.model))
        case .changesPayer(let from, let to): return payerText(from: from, to: to)
        case .environmentKeyNotUsed(let variable, let layer):
            return ("environmentKeyNotUsed", ["variable": variable, "place": layer], .open(.method))
        case .storedInSeveralAgents(let count):
            return ("storedInSeveralAgents", ["count": String(count)], .open(.agents))
        case .clearsFailures(let id): return ("clearsFailures", ["profile": shown(profile: id)], .diff)
        case .otherProfileFirst(let id, let agent):
            return ("otherProfileFirst", ["profile": shown(profile: id), "agent": agent], .diff)
        case .tightensMode(let path, let mode):
            return ("tightensMode", ["path": context.display(path), "mode": String(mode, radix: 8)], .diff)
        case .usesOtherName(let id, let taken):
            return ("usesOtherName", ["profile": shown(profile: id), "taken": shown(profile: taken)], .diff)
        case .startsOwnStore(let agent): return ("startsOwnStore", ["agent": agent], .open(.agents))
        case .keepsModelsInUse, .shutsOutModels:
            return ("profiles", ["text": words.texts("effect." + effect.code, effect.values)], .open(.cache))
        case .modelNotKnown, .modelNewerThanGateway, .modelOnlyOffered, .modelListIgnored, .notAllowed:
            return ("profiles", ["text": words.texts("effect." + effect.code, effect.values)], .open(.model))
        case .makesGatewayToken, .gatewayTokenNotMade:
            return ("profiles", ["text": words.texts("effect." + effect.code)], .open(.gateway))
        case .keepsAllModels, .profiles, .configRefused, .stillRefused, .leavesUnknownTTL,
            .losesConfigReference, .losesVariables, .keepsRelease, .forgetsRelease:
            var values = effect.values
            values["path"] = values["path"].map(context.display)
            return ("profiles", ["text": words.texts("effect." + effect.code, values)], .diff)
        }
    }

    /// Why the payer changes.
    private func payerText(from: Payer, to: Payer) -> (String, [String: String], ReviewItem.Action) {
        let values = ["from": words.payer(from), "to": words.payer(to)]
        let isTokenFirst = from == .apiCredits && to == .claudePlan
        return (isTokenFirst ? "changesPayer.tokenFirst" : "changesPayer", values, .open(.method))
    }
}
