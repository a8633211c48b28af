internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig

extension LiveHost {
    /// Obstacles that would make writing for these agents fail, found before anything is asked; writes nothing.
    ///
    /// - Parameters:
    ///   - storing: whether a store will be written.
    ///   - listing: whether the config may be written.
    package func obstacles(
        on snapshot: HostSnapshot,
        for agents: [String],
        storing: Bool = true,
        listing: Bool = true
    ) throws(Problem) -> [Problem] {
        let explain = explanation(of: snapshot)
        let agents = agents.compactMap(snapshot.agent)
        let older = agents.compactMap { storing ? $0.obstacle(explain) : nil }
        var targets = agents.compactMap(\.target)
        targets += (listing ? snapshot.onboardingFiles : []).map { path in
            let size = snapshot.config.sources.first { $0.path == path }?.file.contents?.count ?? 0
            return Preflight.Target(path, lock: .none, expectedBytes: size + 4096)
        }
        return older + (try obstacles(targets, snapshot, explain))
    }

    /// Obstacles that would make writing a plan's files fail; writes nothing.
    package func obstacles(on snapshot: HostSnapshot, for plan: ChangePlan) throws(Problem) -> [Problem] {
        try obstacles(plan.files.compactMap(\.target), snapshot, explanation(of: snapshot))
    }

    private func obstacles(
        _ targets: [Preflight.Target],
        _ snapshot: HostSnapshot,
        _ explain: Explanation
    ) throws(Problem) -> [Problem] {
        let found: [Obstacle]
        do throws(FileError) {
            found = try Preflight.obstacles(for: targets, in: host.setupFolder(snapshot.paths))
        } catch {
            throw explain.problem(error)
        }
        let problems = found.map(explain.problem)
        // A config of root, of a package manager or on a read-only file system hinders nothing but itself.
        let configs = [snapshot.config.path] + snapshot.config.sources.map(\.path)
        let stores = targets.contains { !configs.contains($0.path) }
        guard stores, found.allSatisfy({ configs.contains($0.target) }) else { return problems }
        return problems.map { $0.with(details: $0.details + [texts("config.cannotWrite.alone")]) }
    }
}
