internal import Credentials
internal import FileTransactions
internal import GatewayConfig

extension StatusReport {
    /// Creates a report from a snapshot. Of the host it reads what earlier checks found out, and whether older files have
    /// credentials; it writes nothing.
    /// - Parameters:
    ///   - live: the host that was read.
    ///   - raw: the requested agent; blank means none. An unknown one is the only error.
    ///   - further: problems that the snapshot does not contain.
    ///   - service: the gateway's service, if it was read.
    ///   - release: what speaks for a release of the gateway, if it was asked.
    ///   - extent: how much of the report is needed.
    package init(
        _ snapshot: HostSnapshot,
        _ live: LiveHost,
        agent raw: String? = nil,
        further: [Problem] = [],
        service found: ServiceSnapshot? = nil,
        release: ReleaseEvidence = ReleaseEvidence([]),
        extent: Extent = .whole
    ) throws(Problem) {
        let explain = live.explanation(of: snapshot)
        let view = try StatusView(snapshot, explain, asked: raw)
        let profiles =
            extent == .whole ? ProfileHealth.all(in: view.shown, listing: view.listing, now: snapshot.readAt) : []
        let overview = ProviderOverview(view, extent)
        let records = VerifiedRecords.read(on: snapshot, live)
        let (checks, refusals) = snapshot.checks(
            records,
            readBy: view.judgedAgent.id,
            models: view.judgedModels.map(\.model)
        )
        let unset = snapshot.unsetVariables(found)
        let verdict = VerdictMaking(view, checks, refusals, service: found, unset: unset).verdict

        readAt = snapshot.readAt
        config = view.place(snapshot.config.path)
        agent = view.asked?.text
        agentFolder = view.place(view.shownAgent.directory)
        store = view.place(view.shownAgent.storePath)
        storeExists = view.shownAgent.hasStore
        configExists = snapshot.config.exists
        models = view.models
        let answering = ModelReference(verdict.answeringModel) ?? snapshot.release.format.defaultModel
        cache = view.cache(of: answering, with: verdict.winner)
        caches = view.caches(with: verdict.winner)
        asksLoginShell = snapshot.config.environment.isLoginShellEnabled
        providers = overview.providers
        missingProviders = overview.missing
        resting = RestingProfile.all(in: view.shown, snapshot.release.rules.selection, now: snapshot.readAt)
        excluded = overview.excluded
        health = profiles
        expiryWarning = snapshot.release.rules.expiryWarning
        providerHealth = extent == .whole ? overview.health(of: profiles) : []
        self.verdict = verdict
        variablePlace = verdict.winner.flatMap { snapshot.placeOfVariable($0, explain) }
        verdictStore = view.place(view.judgedAgent.storePath)
        service = found.map { ServiceStatus($0, view, provider: verdict.provider) }
        imports = snapshot.agents.flatMap { $0.takeOver.due?.files ?? [] }
        notes = StatusNotes(view, verdict, unset, live.host.files).all
        self.release = release
        rulesDocument = snapshot.rulesDocument
        supportedProvider = snapshot.release.provider.id
        storeWord = snapshot.storeWord(of: view.judgedAgent)
        storeWords = snapshot.storeWords(explain.texts)
        problems = view.problems + further
        self.checks = checks
        agingTokens = snapshot.agingTokens(records, readBy: view.judgedAgent.id)
    }
}

extension HostSnapshot {
    /// Where the variable of a candidate is set, if a file sets it.
    fileprivate func placeOfVariable(
        _ candidate: ProviderStatus.Candidate,
        _ explain: Explanation
    ) -> String? {
        guard case .environment(let name, _) = candidate.source, let source = config.environment.source(of: name),
            source.file != nil
        else { return nil }
        return describe(source, withLine: true, explain)
    }
}
