internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// Actions on one profile.
extension ProfilesScreen {
    mutating func act(_ command: Command, on row: ProfileRow) {
        switch command {
        case .verify: askToCheck(row)
        case .clearFailures:
            if host.storeWords == nil, let refusal = refusal(.clearMarks(row.id), row) { return tell(refusal) }
            propose(.clearFailures(id: row.id, agent: agent), "clear", ["profile": name(row)])
        case .replaceSecret: startReplacing(row)
        case .move: startMoving(row)
        case .include: include(row)
        case .copy: openTargets(row)
        case .rename: startNaming(row)
        case .remove:
            if let refusal = refusal(.remove(row.id), row) { return tell(refusal) }
            if let reason = ownOnly(row) { return message = .plain(reason) }
            let values = ["profile": name(row), "agent": agent]
            propose(.remove(id: row.id, agents: [agent]), "remove", values, isDangerous: true)
        case .automaticOrder: releaseOrder(row)
        default: break
        }
    }

    // MARK: - Why an action is not available

    /// Profiles inherited from main can be changed only in main's store.
    func ownOnly(_ row: ProfileRow) -> String? {
        row.isOwn ? nil : words("profiles.ofMain", ["profile": name(row)])
    }

    func anthropicOnly(_ row: ProfileRow) -> String? {
        row.provider == host.format.provider.id ? nil : words("profiles.otherProvider", ["provider": row.provider])
    }

    func moveUnavailable(_ row: ProfileRow) -> String? {
        group(of: row).flatMap { MovingRow(row.id, in: $0) } == nil ? words("profiles.noPlace") : nil
    }

    func group(of row: ProfileRow) -> ProfileGroup? { groups.first { $0.provider == row.provider } }

    /// Why the store of a row does not take an act; nil if it does.
    func refusal(_ act: StoreAct, _ row: ProfileRow) -> Problem? { host.refusal(act, holder(of: row)) }

    /// Whether this program writes the store of a row for this act; its letter says why not. Where the gateway's own
    /// program writes it, the act shows the command.
    func isPossible(_ act: StoreAct, _ row: ProfileRow) -> Bool {
        host.storeWords != nil || refusal(act, row) == nil
    }

    /// Moving a row, as the store is asked for it: an order that differs from the one that is there.
    func moving(_ row: ProfileRow) -> StoreAct {
        let group = group(of: row)
        let ids = group.map { $0.written.isEmpty ? $0.tried : $0.written } ?? []
        return .order(ids.reversed(), provider: row.provider)
    }

    /// A page with the gateway's own command, which is longer than a line; a message where no command does it.
    mutating func tell(_ refusal: Problem) {
        guard host.storeWords != nil else { return message = .warning(refusal.sentence) }
        let next = refusal.next.map { [Block.gap, .text(words("refusal.next")), .text($0)] } ?? []
        open(.reading(Reading(.command, title: words("refusal.title"), [.text(refusal.message)] + next)))
    }

    // MARK: - Replacing

    private mutating func startReplacing(_ row: ProfileRow) {
        if let refusal = host.refusal(.store(row.kind.secretKind, id: row.id), holder(of: row)) { return tell(refusal) }
        if let reason = ownOnly(row) ?? anthropicOnly(row) { return message = .plain(reason) }
        open(
            .secret(
                SecretPage(profile: row.id, kind: row.kind.secretKind ?? .apiKey, agents: host.sharing(row.id, agent))
            )
        )
    }

    mutating func handle(_ key: Key, _ page: inout SecretPage) -> [Effect]? {
        let outcome = page.handle(key, secretContext)
        replaceOverlay(.secret(page))
        switch outcome {
        case .ignored: return nil
        case .handled: break
        case .say(let message): self.message = message
        case .accepted(let credential):
            let id = page.profile
            close()
            proposeReplacing(id, credential)
        }
        return []
    }

    /// The context for the wizard's credential page, without environment keys and models.
    var secretContext: StepContext {
        StepContext(
            facts: SetupFacts(
                user: host.user,
                hostName: host.hostName,
                stateFolder: "",
                agents: [],
                gatewayPort: host.format.gatewayPort
            ),
            models: { [] },
            words: words,
            marks: marks,
            methodIsGiven: false,
            display: host.display,
            planner: { _ in .failure(Problem(code: "no-planner", message: "")) }
        )
    }

    // MARK: - Order

    private mutating func include(_ row: ProfileRow) {
        guard !row.state.isTried else {
            return message = .plain(words("profiles.isTried", ["profile": name(row)]))
        }
        propose(.include(id: row.id, agent: agent), "include", ["profile": name(row)])
    }

    private mutating func startMoving(_ row: ProfileRow) {
        guard let group = group(of: row), let moving = MovingRow(row.id, in: group) else {
            return message = .plain(words("profiles.noPlace"))
        }
        let asked = host.storeWords == nil ? self.moving(row) : .order(group.tried, provider: row.provider)
        if group.order != .config, let refusal = host.refusal(asked, agent) { return tell(refusal) }
        if !table.filter.isEmpty { clearFilter() }
        self.moving = moving
    }

    /// The explanation shown during a move.
    var movingMessage: Message? {
        guard let moving, overlays.isEmpty else { return nil }
        let isAutomatic = groups.first { $0.provider == moving.provider }?.order == .automatic
        return .plain(words(isAutomatic ? "profiles.moving.fixes" : "profiles.moving"))
    }

    /// Enter drops the row: one plan for the whole move.
    mutating func dropRow() {
        guard let moving, let group = groups.first(where: { $0.provider == moving.provider }) else { return }
        self.moving = nil
        guard moving.isMoved, let row = row(moving.id) else { return message = .plain(words("profiles.putBack")) }
        let place: OrderScope.Place = group.order == .config ? .config : .store
        let scope = OrderScope(provider: moving.provider, agent: agent, place: place)
        propose(
            .fixOrder(group.moving(moving.id, behind: moving.anchor.behind, before: moving.anchor.before), scope),
            "move",
            ["profile": name(row)]
        )
        dropped = asksForMove ? moving : nil
    }

    private mutating func releaseOrder(_ row: ProfileRow) {
        guard let group = group(of: row), group.order != .automatic else {
            return message = .plain(words("profiles.isAutomatic"))
        }
        let place: OrderScope.Place = group.order == .config ? .config : .store
        if place == .store, let refusal = host.refusal(.automaticOrder(provider: group.provider), agent),
            host.storeWords == nil
        {
            return tell(refusal)
        }
        let scope = OrderScope(provider: group.provider, agent: agent, place: place)
        propose(.automaticOrder(scope), "automatic", ["provider": group.provider])
    }

    // MARK: - Agents

    mutating func openAgents() {
        guard host.agents.count > 1 else { return message = .plain(words("profiles.oneAgent")) }
        open(.agents(host.agentList(marking: agent, words)))
    }

    private mutating func openTargets(_ row: ProfileRow) {
        let source = row.isOwn ? agent : "main"
        let others = host.agents.filter { $0.id != source && !$0.own.contains(row.id) }
        guard !others.isEmpty else {
            return message = .plain(words(host.agents.count > 1 ? "profiles.allHaveIt" : "profiles.noOtherAgent"))
        }
        let ticked: Set<String> = others.contains { $0.id == agent } ? [agent] : []
        let list = MultiSelect(others.map { $0.row(words) }, ticked: ticked)
        open(.targets(Targets(profile: row.id, source: source, list: list)))
    }

    mutating func handle(_ key: Key, _ targets: inout Targets) -> [Effect]? {
        let action = targets.list.handle(key)
        replaceOverlay(.targets(targets))
        switch action {
        case .accepted:
            let agents = host.agents.map(\.id).filter(targets.list.ticked.contains)
            let (id, source) = (targets.profile, targets.source)
            close()
            let values = [
                "profile": row(id).map(name) ?? id, "agents": agents.joined(separator: words("line.join")),
            ]
            propose(.copy(id: id, from: source, to: agents), "copy", values)
        case .refused(.nothingTicked): message = .plain(words("list.nothingTicked"))
        case .handled, .refused: break
        default: return nil
        }
        return []
    }
}
