internal import Credentials
internal import FileTransactions

/// One agent's store as read, with its problem.
struct StoreReading {
    var file: FileSnapshot?
    var store: JSONCredentialStore?
    /// Only for an agent without a store.
    var takeOver = TakeOver.nothing
    var problems: [Problem] = []

    /// Reads an agent's folder; throws no error for a store of a newer version but reports it with the next step.
    /// - Parameters:
    ///   - shared: what all agents share, read once for all of them.
    ///   - progress: called now and then with the number of profiles read so far.
    static func read(
        of agent: String,
        directory: String,
        shared: inout SharedFiles,
        host: Host,
        explain: Explanation,
        progress: (Int) -> Void
    ) -> StoreReading {
        var reading = StoreReading()
        do throws(FileError) {
            let found = try settled(directory, try shared.found(), host, progress)
            reading.file = found.snapshot
            switch found.store {
            case .success(let store)?: reading.store = store
            case .failure(let error)?: reading.problems.append(explain.problem(error, path: found.snapshot.path))
            case nil: break
            }
            switch found.kind {
            case .sqlite: reading.problems.insert(explain.newerStore(directory, key: "store.sqlite"), at: 0)
            case .jsonWithState: reading.problems.insert(explain.newerStore(directory, key: "store.withState"), at: 0)
            case .legacy: reading.takeOver = TakeOver.read(of: agent, in: directory, &shared, host.files, explain)
            case .json, .missing: break
            }
        } catch {
            reading.problems.append(explain.problem(error))
        }
        return reading
    }

    /// The gateway writes its store in place, and not always under its lock. So a parse error is reported only if it
    /// persists after reading again.
    private static func settled(
        _ directory: String,
        _ shared: StoreFile.Shared,
        _ host: Host,
        _ progress: (Int) -> Void
    ) throws(FileError) -> StoreFile {
        func read(_ progress: (Int) -> Void = { _ in }) throws(FileError) -> StoreFile {
            try StoreFile.read(agentDir: directory, sharing: shared, host.files, progress: progress)
        }
        return try host.clock.settled(
            try read(progress),
            isWhole: { found in
                if case .failure? = found.store { false } else { true }
            },
            wasJustWritten: { host.clock.wasJustWritten($0.snapshot) },
            again: { () throws(FileError) in try read() }
        )
    }
}
