internal import GatewayConfig
internal import GatewayHost

extension ProgramContext {
    /// A snapshot of the host for a report, including its problems; read-only.
    func snapshot() -> HostSnapshot {
        live.read(for: .report)
    }

    /// A snapshot of the host, after any interrupted transaction was finished or rolled back.
    ///
    /// - Parameter progress: called while reading with the number of profiles found so far.
    func settledSnapshot(progress: (Int) -> Void = { _ in }) throws(Problem) -> HostSnapshot {
        live.read(environment: try settle(), progress: progress)
    }

    /// A snapshot of the host; throws if it does not fulfil the requirement.
    func snapshot(
        fulfilling requirement: HostChange.Requirement,
        settles: Bool = false
    ) throws(Problem) -> HostSnapshot {
        let snapshot = settles ? try settledSnapshot() : live.read(for: .view)
        if let problem = requirement.problem(in: snapshot, live.explanation(of: snapshot)) { throw problem }
        return snapshot
    }

    /// A snapshot of the host; throws if any part of it cannot be read.
    func readableSnapshot(settles: Bool = false) throws(Problem) -> HostSnapshot {
        try snapshot(fulfilling: .everything, settles: settles)
    }

    /// Finishes or rolls back an interrupted transaction before a command does anything else, and reports it.
    ///
    /// Returns the environment that was read meanwhile, unless the recovery may have changed it.
    func settle() throws(Problem) -> HostEnvironment? {
        let outcome = try HeldWrite.run { () throws(Problem) in
            try live.settle()
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
