internal import GatewayConfig
internal import GatewayHost

extension ProgramContext {
    /// A snapshot of the host, including its problems; read-only.
    func snapshot() -> HostSnapshot {
        HostSnapshot.read(host, texts: Words.texts)
    }

    /// A snapshot of the host, after any interrupted transaction was finished or rolled back.
    ///
    /// - Parameter progress: called while reading with the number of profiles found so far.
    func settledSnapshot(progress: (Int) -> Void = { _ in }) throws(Problem) -> HostSnapshot {
        HostSnapshot.read(host, texts: Words.texts, environment: try settle(), progress: progress)
    }

    /// A snapshot of the host; throws if any part of it cannot be read.
    func readableSnapshot(settles: Bool = false) throws(Problem) -> HostSnapshot {
        let snapshot = settles ? try settledSnapshot() : snapshot()
        if let problem = snapshot.problems.first { throw problem }
        return snapshot
    }

    /// A snapshot of the host; throws if a credential store cannot be read. The config may be unreadable.
    func snapshotForStores(settles: Bool = false) throws(Problem) -> HostSnapshot {
        let snapshot = settles ? try settledSnapshot() : snapshot()
        if let problem = snapshot.storeProblem { throw problem }
        return snapshot
    }

    /// Finishes or rolls back an interrupted transaction before a command does anything else, and reports it.
    ///
    /// Returns the environment that was read meanwhile, unless the recovery may have changed it.
    func settle() throws(Problem) -> HostEnvironment? {
        let outcome = try HeldWrite.run { () throws(Problem) in
            try InterruptedApply.settle(on: host, texts: Words.texts)
        } isDone: { outcome in
            if case .settled = outcome { true } else { false }
        }
        switch outcome {
        case .nothing(let environment): return environment
        case .settled(let lines):
            for line in lines { Console.error(line) }
            return nil
        }
    }
}
