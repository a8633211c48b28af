internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig

/// One agent's store as read, with its problem.
struct StoreReading {
    /// Where the store is, or would be.
    var path: String
    var found: FoundStore?
    var store: (any CredentialStore)?
    /// Only for an agent without a store.
    var takeOver = TakeOver.nothing
    /// The store that the gateway will create from the older files; nil if none.
    var imported: (any CredentialStore)?
    /// The store is of a newer version, or would have to be; it must not be written.
    var newerStore: Problem?
    /// What else is wrong with it.
    var problems: [Problem] = []
    /// What has to be known of it and keeps nobody from reading or writing anything else.
    var notices: [Problem] = []

    /// Reads an agent's folder; throws no error for a store of a newer version but reports it with the next step.
    /// - Parameters:
    ///   - release: what the host's gateway is.
    ///   - shared: what all agents share, read once for all of them.
    ///   - progress: called now and then with the number of profiles read so far.
    static func read(
        of agent: String,
        directory: String,
        release: GatewayRelease,
        shared: inout SharedFiles,
        host: Host,
        explain: Explanation,
        progress: (Int) -> Void
    ) -> StoreReading {
        let place = shared.place(of: agent, in: directory)
        var reading = StoreReading(path: host.storeFormats.usualPath(place))
        do throws(FileError) {
            var found = try settled(place, &shared.stores, host, progress)
            let replaced = found.format == nil ? release.storeReplacedIn : nil
            let keepsDatabase = replaced.map { shared.mayKeepOtherStore(since: $0) } ?? false
            var path = found.path
            if keepsDatabase {
                path = SQLiteFormat.path(in: directory)
                found.findings += try SQLiteFormat.findings(whereNoneIs: directory, host.files)
            }
            (reading.found, reading.path) = (found, path)
            switch found.store {
            case .success(let store)?: reading.store = store
            case .failure(let error)?: reading.problems.append(explain.problem(error, path: found.path))
            case nil: break
            }
            reading.notices = found.findings.map { explain.problem($0, agent: agent, shared.gateway.program) }
            if let refusal = found.refusal {
                reading.newerStore = explain.newerStore(directory, key: refusal, shared.gateway.program)
            } else if let replaced, keepsDatabase {
                reading.newerStore = explain.newerStore(directory, since: replaced, shared.gateway)
            } else if found.hasOlderFiles {
                reading.takeOver = TakeOver.read(of: agent, in: directory, &shared, host.files, explain)
                reading.imported = reading.takeOver.due.flatMap { found.importing($0) }
            }
        } catch {
            reading.problems.append(explain.problem(error))
        }
        return reading
    }

    /// The gateway writes its store in place, and not always under its lock. So a parse error is reported only if it
    /// persists after reading again.
    private static func settled(
        _ place: StorePlace,
        _ stores: inout StoreSession,
        _ host: Host,
        _ progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        let first = try stores.find(place, progress: progress)
        return try host.clock.settled(
            first,
            isWhole: { found in
                if case .failure? = found.store { false } else { true }
            },
            wasJustWritten: { $0.file.map(host.clock.wasJustWritten) ?? false },
            again: { () throws(FileError) in try stores.find(place) }
        )
    }
}

extension SharedFiles {
    /// Whether the gateway here may be of a release that keeps credentials in another kind of store.
    /// - Parameter replaced: the first such release.
    fileprivate func mayKeepOtherStore(since replaced: ReleaseNumber) -> Bool {
        !gateway.evidence.items(notBefore: replaced).isEmpty
    }
}

extension FoundStore {
    /// The store that the gateway will create from older credentials.
    fileprivate func importing(_ older: LegacyCredentials) -> (any CredentialStore)? {
        do throws(StoreError) {
            return try empty.make().change([.importLegacy(older.profiles)]).after
        } catch {
            return nil
        }
    }
}
