internal import GatewayConfig
internal import GatewayHost

extension ProgramContext {
    /// The host as it is, with its problems; changes nothing.
    func snapshot() -> HostSnapshot {
        HostSnapshot.read(host, texts: Words.texts)
    }

    /// The host as it is, after what a crash left was finished or taken back.
    ///
    /// - Parameter progress: told while it is read how many profiles are known to be there.
    func settledSnapshot(progress: (Int) -> Void = { _ in }) throws(Problem) -> HostSnapshot {
        HostSnapshot.read(host, texts: Words.texts, environment: try settle(), progress: progress)
    }

    /// The host as it is, when all of it can be read.
    func readableSnapshot(settles: Bool = false) throws(Problem) -> HostSnapshot {
        let snapshot = settles ? try settledSnapshot() : snapshot()
        if let problem = snapshot.problems.first { throw problem }
        return snapshot
    }

    /// The host as it is, when the credential stores can be read; the configuration need not be.
    func snapshotForStores(settles: Bool = false) throws(Problem) -> HostSnapshot {
        let snapshot = settles ? try settledSnapshot() : snapshot()
        if let problem = snapshot.storeProblem { throw problem }
        return snapshot
    }

    /// Finishes or takes back what a crash left, before a command does anything else, and says so.
    ///
    /// Gives the environment that was read meanwhile, where nothing had to be done that could have changed it.
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
