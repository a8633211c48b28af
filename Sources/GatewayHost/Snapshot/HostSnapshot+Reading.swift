internal import CredentialStores
internal import Credentials
internal import FileTransactions
package import GatewayConfig
internal import JSON5

extension HostSnapshot {
    /// Reads a host. Never throws: whatever could not be read is listed in `problems`.
    ///
    /// - Parameters:
    ///   - purpose: what it is read for.
    ///   - environment: the environment if it was just read; nil reads it.
    ///   - progress: called now and then with the number of profiles found so far.
    package static func read(
        _ host: Host,
        texts: Texts = .english,
        for purpose: ReadingPurpose = .change,
        environment: HostEnvironment? = nil,
        progress: (Int) -> Void = { _ in }
    ) -> HostSnapshot {
        let known = host.releases.detect()
        let (environment, settled) = settledConfig(environment, host, known)
        let paths = environment.paths
        let explain = Explanation(texts: texts, paths: paths, host: host)
        var found = Troubles()
        let gateway = InstalledGateway(host, paths, settled)
        let release = known.reading(by: gateway.evidence)
        let config = release.format === known.format ? settled : settled.read(as: release.format)
        var shared = SharedFiles(paths, config.environment, host, gateway, release, patience: purpose.patience)
        let agents = agents(
            config: config,
            gateway: gateway,
            release: release,
            paths: paths,
            host: host,
            explain: explain,
            shared: &shared,
            found: &found,
            progress: progress
        )
        let hasDatabases = agents.contains(where: \.isInDatabase)
        let judged = hasDatabases ? gateway.judged(with: agents) : gateway
        return HostSnapshot(
            release: hasDatabases ? release.choosing(by: judged.evidence) : release,
            paths: paths,
            config: config,
            gateway: judged,
            user: host.user.name,
            hostName: host.name,
            agents: agents,
            readAt: TimeRange.clamped(host.clock.now()),
            hasAppliedBefore: purpose == .report ? nil : hasRecords(paths, host, explain, &found.problems),
            unreadableFiles: environment.unreadableFiles,
            utf16Files: environment.utf16Files,
            configProblem: config.problem.map { explain.problem($0, in: config) },
            otherProblems: found.problems,
            notices: found.notices,
            storeRefusals: found.refusals,
            models: models(host, release, paths, config, judged)
        )
    }

    /// What stands in the way of whom.
    private struct Troubles {
        var problems: [Problem] = []
        var notices: [Problem] = []
        var refusals: [Problem] = []
    }

    typealias AgentReading = (id: AgentID, directory: String, reading: StoreReading)

    /// Reads the config; retries if another process seems to be writing it at this moment.
    ///
    /// - Parameter environment: the environment if it was just read; nil reads it.
    private static func settledConfig(
        _ environment: HostEnvironment?,
        _ host: Host,
        _ release: GatewayRelease
    ) -> (HostEnvironment, ConfigSnapshot) {
        func read(_ environment: HostEnvironment? = nil) -> (HostEnvironment, ConfigSnapshot) {
            let environment = environment ?? HostEnvironment.read(host.pathContext, host.files, clock: host.clock)
            return (
                environment,
                ConfigSnapshot.read(
                    environment.paths,
                    environment.layers,
                    release.format,
                    host.files.configReader
                )
            )
        }
        return host.clock.settled(
            read(environment),
            isWhole: { !host.mayBeHalfRead($0.1) },
            wasJustWritten: { $0.1.suspects(on: host).contains(where: host.wasJustWritten) },
            again: { read() }
        )
    }

    /// The default agent first; always includes `main`, because all agents read its store.
    private static func agents(
        config: ConfigSnapshot,
        gateway: InstalledGateway,
        release: GatewayRelease,
        paths: StatePaths,
        host: Host,
        explain: Explanation,
        shared: inout SharedFiles,
        found: inout Troubles,
        progress: (Int) -> Void
    ) -> [AgentSnapshot] {
        let roster = AgentRoster(config.root, release.places)
        var known = 0
        let configured = Set(roster.all)
        let ids = configured.contains(.main) ? roster.all : roster.all + [.main]
        func read(_ id: AgentID) -> AgentReading {
            let directory = directory(of: id, roster: roster, paths: paths, environment: config.environment)
            let reading = StoreReading.read(
                of: id.text,
                directory: directory,
                release: release,
                shared: &shared,
                host: host,
                explain: explain,
                progress: { progress(known + $0) }
            )
            known += reading.store?.contents.profiles.count ?? 0
            return (id: id, directory: directory, reading: reading)
        }
        // Main's store tells what kind the others have.
        let ofMain = read(.main)
        let readings = ids.map { $0 == .main ? ofMain : read($0) }
        found.refusals = newerStores(readings.map { ($0.id, $0.reading) }, texts: explain.texts)
        found.problems = readings.flatMap(\.reading.problems)
        found.notices = notices(readings, explain, gateway.program)
        let main = readings.first { $0.id == .main }?.reading
        // If main has profiles, the gateway copies main's store for an agent without one, and ignores that agent's
        // older files.
        let mainHasProfiles = (main?.store ?? main?.imported)?.contents.profiles.isEmpty == false
        return readings.map { id, directory, reading in
            var takeOver = id == .main || !mainHasProfiles ? reading.takeOver : .nothing
            if let unset = unsetDirectory(of: id, roster: roster, config: config) {
                takeOver = .impossible(explain.unset(unset, in: config, nextKey: "config.unset.next"))
            }
            return AgentSnapshot(
                id: id.text,
                isDefault: id == roster.defaultAgent,
                isConfigured: configured.contains(id),
                directory: directory,
                storePath: reading.path,
                found: reading.found,
                store: reading.store ?? (takeOver.due == nil ? nil : reading.imported),
                takeOver: takeOver,
                newerStore: reading.newerStore
            )
        }
    }

    /// `OPENCLAW_AGENT_DIR` and `PI_CODING_AGENT_DIR` move main's folder, `agentDir` that of any agent.
    private static func directory(
        of id: AgentID,
        roster: AgentRoster,
        paths: StatePaths,
        environment: EnvironmentLayers
    ) -> String {
        let isMoved = ["OPENCLAW_AGENT_DIR", "PI_CODING_AGENT_DIR"].contains { name in
            environment[name]?.contains { !$0.isWhitespace } ?? false
        }
        return id == .main && isMoved ? paths.mainAgentDirectory : paths.agentDirectory(of: id, in: roster)
    }

    /// The variables without a value in an agent's `agentDir`; nil if there are none. Its folder is then unknown.
    private static func unsetDirectory(
        of id: AgentID,
        roster: AgentRoster,
        config: ConfigSnapshot
    ) -> [MissingVariable]? {
        guard !config.unset.isEmpty, let entry = roster.entry(of: id) else { return nil }
        let unset = config.unset(at: entry.directoryPointer)
        return unset.isEmpty ? nil : unset
    }

    private static func hasRecords(
        _ paths: StatePaths,
        _ host: Host,
        _ explain: Explanation,
        _ problems: inout [Problem]
    ) -> Bool {
        do {
            return try !host.setupFolder(paths).records().isEmpty
        } catch {
            problems.append(explain.problem(error))
            return false
        }
    }
}

/// What a host is read for.
package enum ReadingPurpose: Sendable {
    /// A report of it, such as the status.
    case report
    /// A screen, or a command that only reads: also whether our own records are there and can be used.
    case view
    /// A change: the same, and a database that is being written is waited for longer.
    case change

    /// For how long such a database is waited for, in milliseconds.
    var patience: Int64 { self == .change ? DatabaseReader.longPatience : DatabaseReader.shortPatience }
}

extension Host {
    /// The inputs for the gateway's path rules.
    var pathContext: PathContext {
        PathContext(environment: environment, workingDirectory: workingFolder, accountHome: accountHome)
    }

    /// The gateway's paths, without reading the rest of the host.
    package var paths: StatePaths { HostEnvironment.read(pathContext, files, clock: clock).paths }

    /// The folder of our own state on this host.
    func setupFolder(_ paths: StatePaths) -> SetupFolder {
        SetupFolder(
            stateFolder: paths.state,
            files: files,
            clock: clock,
            patience: patience,
            kinds: storeFormats.participantKinds
        ) { reach(of: paths) }
    }

    /// Waits as long as `patience` allows and reports the wait.
    var waiting: (LockWait) -> LockWaitChoice {
        { wait in
            tellsWaiting(wait)
            return .wait
        }
    }
}
