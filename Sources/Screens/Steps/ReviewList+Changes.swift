internal import Credentials
internal import GatewayConfig
internal import GatewayHost

// What changes, each line named after whom it is for; then the files, and in one muted line what stays.
extension ReviewList {
    func changes(_ summary: PlanSummary) -> [ReviewItem] {
        stored(summary) + model(summary) + cache(summary) + gateway(summary) + others(summary)
    }

    private func change(_ line: ReviewLine, _ action: ReviewItem.Action) -> ReviewItem {
        self.line(.changes, line, action)
    }

    private func stored(_ summary: PlanSummary) -> [ReviewItem] {
        guard let credential = summary.credential else { return [] }
        let id = words.isNarrow ? credential.profileID.withoutProvider : credential.profileID
        let value = words(credential.replaces ? "review.newSecret" : "review.newProfile", ["profile": id])
        let names = context.names(of: credential.agents)
        let aside = credential.agents.count > 1 && !words.isNarrow ? names : ""
        let page: StepID = context.facts.agents.count > 1 ? .agents : .credential
        return [change(ReviewLine(label: scope(credential.agents), value: value, aside: aside), .open(page))]
    }

    private func scope(_ agents: [String]) -> String {
        let values = ["count": String(agents.count)]
        return agents.count > 1
            ? words("review.scope.several", values) : words("review.scope", ["agent": context.names(of: agents)])
    }

    private func model(_ summary: PlanSummary) -> [ReviewItem] {
        guard let now = summary.modelNow, now != summary.modelWas else { return [] }
        let was = summary.modelWas.map(shown) ?? words("review.notSet")
        return [ofAll("review.lead.model", was, shown(now), .open(.model))]
    }

    private func cache(_ summary: PlanSummary) -> [ReviewItem] {
        guard let now = summary.cacheNow, now != summary.cacheWas else { return [] }
        let was = summary.cacheWas?.rawValue ?? words("review.notSet")
        let aside = summary.cacheHasNoEffect ? words("cache.noEffect") : ""
        return [ofAll("review.lead.cache", was, now.rawValue, .open(.cache), aside: aside)]
    }

    private func ofAll(
        _ lead: String,
        _ was: String,
        _ now: String,
        _ action: ReviewItem.Action,
        aside: String = ""
    ) -> ReviewItem {
        let label = words("review.scope.all")
        return change(ReviewLine(label: label, lead: words(lead), was: was, value: now, aside: aside), action)
    }

    /// Below 60 columns the family's name goes first: it is the same in every id.
    private func shown(_ model: String) -> String {
        let name = model.withoutDefaultProvider
        return words.isNarrow ? name.withoutFamily : name
    }

    private func changesGateway(_ summary: PlanSummary) -> Bool {
        summary.makesGatewayToken || answers.gateway?.port != nil || answers.gateway?.bind != nil
    }

    private func gateway(_ summary: PlanSummary) -> [ReviewItem] {
        guard changesGateway(summary) else { return [] }
        var line = ReviewLine(label: words("review.gateway"), value: reach(summary))
        if summary.makesGatewayToken { line.aside = words("review.gateway.token") }
        return [change(line, .open(.gateway))]
    }

    private func reach(_ summary: PlanSummary) -> String {
        let bind = summary.gatewayBind ?? GatewayStep.Row.loopback
        let isKnown = words.has("review.gateway.bind.\(bind)")
        let reach = isKnown ? words("review.gateway.bind.\(bind)") : bind
        let port = String(summary.gatewayPort ?? context.facts.gatewayPort)
        return words("review.gateway.port", ["port": port, "reach": reach])
    }

    /// Changed values of fields that are shown as they are.
    private func others(_ summary: PlanSummary) -> [ReviewItem] {
        let composed = Set([SetupField.model, .cacheRetention, .gatewayPort, .agents, .authChoice].map(\.label))
        return context.fields.filter { !composed.contains($0.label) }.compactMap { field in
            guard let setting = summary[field], setting.was != setting.now, let now = setting.now?.shown else {
                return nil
            }
            let was = setting.was?.shown ?? words("review.notSet")
            let line = ReviewLine(label: words(field.label), was: was, value: now)
            return change(line, context.page(field).map(ReviewItem.Action.open) ?? .diff)
        }
    }

    // MARK: - What stays

    /// One muted line; Enter opens it, so that what stays can be changed as well.
    func same(_ summary: PlanSummary, in group: ReviewItem.Group) -> [ReviewItem] {
        let lines = unchanged(summary)
        guard let last = lines.last else { return [] }
        if unfolded.contains(.same) || words.isSpoken {
            return lines.map { line(group, ReviewLine(label: $0.label, value: $0.value, isMuted: true), $0.action) }
        }
        let names = lines.map(\.name).joined(separator: words("review.join"))
        let action = lines.count == 1 ? last.action : .fold(.same)
        return [line(group, ReviewLine(label: words("review.same"), value: names, isMuted: true), action)]
    }

    private struct Unchanged {
        var name: String
        var label: String
        var value: String
        var action: ReviewItem.Action
    }

    private func unchanged(_ summary: PlanSummary) -> [Unchanged] {
        var lines: [Unchanged] = []
        func add(_ name: String, _ label: String, _ value: String, _ page: StepID) {
            lines.append(
                Unchanged(name: words("review.same." + name), label: words(label), value: value, action: .open(page))
            )
        }
        let isKept = answers.intent == .keep
        if model(summary).isEmpty, !isKept {
            add("model", "review.model", summary.modelWas.map(shown) ?? words("review.model.unset"), .model)
        }
        if cache(summary).isEmpty, !isKept {
            let value = summary.cacheWas.map { words("cache.value.\($0.rawValue)") } ?? words("review.notSet")
            let noEffect = summary.cacheHasNoEffect
            add(noEffect ? "cache.noEffect" : "cache", "review.cache", value, .cache)
        }
        if !changesGateway(summary) { add("gateway", "review.gateway", reach(summary), .gateway) }
        return lines
    }

    // MARK: - Files

    func files(_ plan: ChangePlan) -> [ReviewItem] {
        let label = words("review.filesLabel")
        // Names and folders of many files say less than their number.
        guard !words.isNarrow, plan.files.count <= 2 || context.isBroad else {
            let aside = words.isNarrow ? "" : words("review.files.shown")
            return [line(.files, ReviewLine(label: label, value: counted(plan.files), aside: aside), .diff)]
        }
        return plan.files.enumerated().map { index, file in
            let path = context.display(file.path)
            let label = index == 0 || words.isSpoken ? label : ""
            return line(.files, ReviewLine(label: label, value: path, aside: told(file)), .diff)
        }
    }

    private func counted(_ files: [PlannedFile]) -> String {
        let new = files.count(where: \.isNew)
        let parts = [("new", new), ("changed", files.count - new)].filter { $0.1 > 0 }
        return parts.map { words("review.files.\($0.0)", ["count": String($0.1)]) }.joined(
            separator: words("line.join")
        )
    }

    private func told(_ file: PlannedFile) -> String {
        if file.isNew { return words(context.isBroad ? "review.file.new.broad" : "review.file.new") }
        let counts = words.counts([file])
        guard file.role == .config, context.isBroad else { return counts }
        return words("review.file.commentsKept", ["counts": counts])
    }
}
