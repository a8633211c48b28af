internal import Credentials
internal import FileTransactions

/// Reads the stores of one host that are in databases: what agents share and main's own store once, then each agent's
/// own. A database is opened once.
struct DatabaseStoreReader: StoreReader {
    private let conditions: StoreConditions
    private let stores: DatabaseStores
    private var shared: Shared?

    /// What all agents read, and what is wrong with it.
    private struct Shared {
        let store: SharedStore
        let findings: [StoreFinding]
        /// Main's own store.
        let main: DatabaseStore
    }

    init(_ conditions: StoreConditions) {
        self.conditions = conditions
        stores = DatabaseStores(
            stateFolder: conditions.stateFolder,
            mainFolder: conditions.stateFolder + "/agents/main/agent",
            rules: conditions.databases(),
            reader: DatabaseReader(conditions.files, conditions.clock, patience: conditions.patience)
        )
    }

    mutating func read(
        _ place: StorePlace,
        _ found: StoreFindings,
        progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        let shared = try readShared()
        let isOfMain = place.agentFolder == stores.mainFolder
        let own = isOfMain ? shared.main : stores.own(place.agentFolder)
        let isMain = isOfMain || place.agent == "main" && shared.store.place != .main
        let store = DatabaseCredentialStore(own, shared.store, isMain: isMain)
        if stores.rules.readsFiles, let readable = store.effective, readable.profiles.isEmpty,
            found[AuthProfilesFormat.file] != nil
        {
            return try AuthProfilesFormat.open(place, conditions.files, refusal: Self.refusal, progress: progress)
        }
        progress(store.contents.profiles.count)
        let reasons = try stores.reasons(place, own, shared.store, isMain: isMain, conditions.files)
        var findings = Self.findings(own, of: place, isMain: isOfMain) + reasons.map { .doctor($0) }
        if found[AuthProfilesFormat.file] != nil, !store.contents.profiles.isEmpty {
            findings.append(.ignoredFile(path: place.path(of: AuthProfilesFormat.file)))
        }
        var sqlite = FoundStore(
            path: own.path,
            file: nil,
            store: .success(store),
            refusal: Self.refusal,
            empty: NoNewStore(),
            isThere: own.outcome != .absent(.database),
            findings: findings,
            sharedFindings: shared.findings,
            stopsAnswers: store.effective == nil || stops(reasons)
        )
        if case .stateDatabase = shared.store.place { sqlite.kind = "sqlite+shared" }
        sqlite.writtenBy =
            [own, shared.store.store].lazy.compactMap { store in
                store.identity?.metadata?.release.map { FoundStore.Writer(release: $0, path: store.path) }
            }.first
        return sqlite
    }

    /// The key of the text that says why this program does not write it.
    private static let refusal = "store.sqlite"

    private mutating func readShared() throws(FileError) -> Shared {
        if let shared { return shared }
        // A state database may say that main's own store is the shared one; it is read first in any case.
        let main = stores.own(stores.mainFolder)
        let store = stores.shared(main)
        var findings: [StoreFinding] = []
        switch store.place {
        case .main: break
        case .unknown:
            if let problem = store.problem { findings = [.sharedUnreadable(path: store.store.path, problem)] }
        case .stateDatabase:
            if case .failed(let problem) = store.store.outcome {
                findings = [.unreadable(path: store.store.path, problem)]
            }
            if !store.store.enrolled.isEmpty {
                findings.append(.enrolled(path: store.store.path, ids: store.store.enrolled))
            }
            if let problem = store.store.stateProblem {
                findings.append(.stateUnreadable(path: store.store.path, problem))
            }
        }
        findings += try stores.reasons(store, conditions.files).map { .doctor($0) }
        let read = Shared(store: store, findings: findings, main: main)
        shared = read
        return read
    }

    private static func findings(_ own: DatabaseStore, of place: StorePlace, isMain: Bool) -> [StoreFinding] {
        var findings: [StoreFinding] = []
        if case .failed(let problem) = own.outcome { findings = [.unreadable(path: own.path, problem)] }
        if let problem = own.stateProblem { findings.append(.stateUnreadable(path: own.path, problem)) }
        if !own.enrolled.isEmpty { findings.append(.enrolled(path: own.path, ids: own.enrolled)) }
        for case .agent(let written) in own.identity?.contradictions(
            role: DatabaseIdentity.agentRole,
            agent: isMain ? "main" : place.agent
        ) ?? [] {
            findings.append(.otherAgent(path: own.path, written: written))
        }
        return findings
    }

    /// Whether the gateway refuses to answer until its doctor has mended this.
    private func stops(_ reasons: [DoctorReason]) -> Bool {
        stores.rules.refusesOlderFiles && reasons.contains { if case .migrationRequired = $0 { true } else { false } }
    }

    /// This program begins no database.
    private struct NoNewStore: NewStore {
        func make() throws(StoreError) -> any CredentialStore { throw .onlyRead }
    }
}
