internal import Anthropic
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// Collects notes beside the verdict, most important first.
struct StatusNotes {
    private let view: StatusView
    private let verdict: Verdict
    private let unset: [UnsetVariable]
    private let files: any FileSystem

    init(_ view: StatusView, _ verdict: Verdict, _ unset: [UnsetVariable], _ files: any FileSystem) {
        self.view = view
        self.verdict = verdict
        self.unset = unset
        self.files = files
    }

    var all: [StatusNote] { variables + endpoint + agents + orders + keys + models + loginShell }

    /// What the config needs from an environment that is not this one; nothing that the verdict says itself.
    private var variables: [StatusNote] {
        guard !unset.isEmpty else { return [] }
        var notes: [StatusNote] = []
        let missing = unset.filter { !$0.isInService }.names
        if !missing.isEmpty, verdict.word != "unset" { notes.append(.variablesUnset(names: missing)) }
        var ofService: [(file: String, names: [String])] = []
        for variable in unset {
            guard case .sets(let file) = variable.service else { continue }
            if let index = ofService.firstIndex(where: { $0.file == file }) {
                if !ofService[index].names.contains(variable.name) { ofService[index].names.append(variable.name) }
            } else {
                ofService.append((file, [variable.name]))
            }
        }
        return notes + ofService.map { .variablesOfService(names: $0.names, file: $0.file) }
    }

    private var endpoint: [StatusNote] {
        let baseURL = view.snapshot.release.places.baseURL(of: view.snapshot.release.provider.id)
        guard view.snapshot.config.unset(at: baseURL).isEmpty else { return [] }
        let endpoint = Endpoint(baseURL: ProviderEndpoint(view.loaded, view.snapshot.release.format).baseURL)
        return endpoint.keepsKeysPrivate ? [] : [.endpointNotPrivate(host: endpoint.host)]
    }

    private var agents: [StatusNote] {
        let judged = view.judgedAgent
        var notes: [StatusNote] = []
        if judged.id != view.shownAgent.id, judged.contents?.profiles.isEmpty == false {
            notes.append(.defaultAgentIsAnother(agent: judged.id))
        }
        if view.snapshot.readsMainOnly(judged.id) { notes.append(.usesMain(agent: judged.id)) }
        // Once a store exists nothing imports them.
        if let due = judged.takeOver.due {
            notes += due.files.map { file in
                .willBeImported(
                    path: view.snapshot.display(file.path),
                    profileIDs: file.profileIDs,
                    agent: judged.id
                )
            }
        } else if let file = judged.file, file.contents == nil {
            notes += LegacyCredentials.paths(view.snapshot, files, view.explain, agent: judged).map { path in
                .canBeImported(path: view.snapshot.display(path), agent: judged.id)
            }
        }
        return notes
    }

    /// What newer releases make of orders, and whether theirs are the rules of this host's own release.
    private var orders: [StatusNote] {
        guard view.snapshot.hasDatabases else { return [] }
        var notes = view.snapshot.borrowedRules.map { [StatusNote.borrowedRules($0)] } ?? []
        let (provider, standing) = (verdict.provider, view.standing(with: verdict.provider))
        if standing.isFallback { notes.append(.orderFallsBack(provider: provider)) }
        if standing.order == .config, view.listing.order[provider]?.isEmpty == true,
            !view.judged.places(of: provider).isEmpty
        {
            notes.append(.orderIsEmpty(provider: provider))
        }
        return notes
    }

    /// Existing keys outside the store that are not used.
    private var keys: [StatusNote] {
        view.standing(with: verdict.provider).others.compactMap { candidate in
            switch (candidate.source, candidate.loss) {
            case (.environment(let name, _), .profilesComeFirst): .variableNotUsed(name: name, place: place(of: name))
            case (.environment(let name, _), .hidden(.environment(let other, _))):
                .variableHidden(name: name, place: place(of: name), by: other)
            case (.environment(let name, _), .hiddenByBlank(let layer)):
                .variableHiddenByBlank(
                    name: name,
                    place: candidate.file.map(view.snapshot.display) ?? "",
                    layer: layer
                )
            case (.configKey, .some): .configKeyNotUsed
            default: nil
            }
        }
    }

    private func place(of name: String) -> String {
        view.snapshot.config.environment.source(of: name).map {
            view.snapshot.describe($0, withLine: true, view.explain)
        } ?? ""
    }

    private var models: [StatusNote] {
        var notes: [StatusNote] = []
        let format = view.snapshot.release.format
        let settings = ModelSettings(view.loaded, format, agent: AgentID(view.judgedAgent.id))
        if settings.policy?.allows(settings.resolvedPrimary) == false {
            notes.append(.modelNotAllowed(model: settings.resolvedPrimary.key, agent: view.judgedAgent.id))
        }
        if verdict.outcome == .notJudged(.program(ModelRuntime.claudeProgram)) { notes += shadows }
        // A variable without a value may name a provider.
        if settings.lacksProvider, let written = settings.primary, !written.holdsText("${") {
            notes.append(.modelLacksProvider(written: written, resolved: settings.resolvedPrimary.key))
        }
        let answering = ModelReference(verdict.answeringModel) ?? format.defaultModel
        let setting = view.cache(of: answering, with: verdict.winner).setting
        if let ignored = setting.ignored { notes.append(.cacheValueIgnored(key: ignored.description)) }
        if case .added(let hidden?) = setting.reason { notes.append(.cacheLegacyHidden(key: hidden.description)) }
        return notes
    }

    /// The first stored token or login that would be tried for Claude.
    private var shadows: [StatusNote] {
        let standing = view.standing(with: view.snapshot.release.provider.id)
        guard let winner = standing.winner, winner.kind != .apiKey, case .profile(let id, _) = winner.source else {
            return []
        }
        return [.shadowsClaudeProgram(profile: id)]
    }

    private var loginShell: [StatusNote] {
        view.snapshot.config.environment.isLoginShellEnabled ? [.loginShellNotAsked] : []
    }
}
