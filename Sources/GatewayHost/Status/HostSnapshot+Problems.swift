internal import CredentialStores
internal import Credentials
internal import FileTransactions
internal import GatewayConfig

extension HostSnapshot {
    /// Problems that a report needs besides those of the snapshot.
    package func furtherProblems(_ live: LiveHost) -> [Problem] {
        let explain = live.explanation(of: self)
        return unreadableFiles.map(explain.problem) + encodingProblems(explain) + unreadProblems(live.host, explain)
            + [keptReleaseProblem(explain), interruption(live.host, explain)].compactMap { $0 }
    }

    /// Files that are not saved as UTF-8: some the gateway reads anyway, in some it finds nothing.
    private func encodingProblems(_ explain: Explanation) -> [Problem] {
        let configs = config.damage.map { explain.notUTF8($0.path, $0.position) }
        let stores = agents.compactMap { agent in
            agent.store?.obstacle.map { explain.problem($0, path: agent.storePath) }
        }
        let damaged = (configs + stores).map { problem in
            Problem(code: problem.code, message: problem.message, next: problem.next)
        }
        return damaged + utf16Files.map(explain.utf16)
    }

    /// An apply that was interrupted or is running now, as a problem; nil if none. Read-only, without recovery.
    private func interruption(_ host: Host, _ explain: Explanation) -> Problem? {
        let texts = explain.texts
        do {
            guard let found = try host.setupFolder(paths).interruptedCommit() else { return nil }
            let time = explain.minute(found.timeMilliseconds)
            let values = ["time": time, "pid": found.processID.map(String.init) ?? ""]
            let key = found.processID == nil ? "status.interrupted" : "status.applying"
            return Problem(
                code: found.processID == nil ? "interrupted-apply" : "apply-running",
                message: texts(key, values),
                details: found.paths.map { "  " + display($0) },
                next: texts(key + ".next", values)
            )
        } catch {
            return explain.problem(error)
        }
    }

    /// A kept release that does not count, as a problem; nil if there is none.
    func keptReleaseProblem(_ explain: Explanation) -> Problem? {
        let chosen = gateway.chosen
        guard let flaw = chosen.flaw, chosen.named == nil else { return nil }
        let values = ["path": explain.show(chosen.path)]
        switch flaw {
        case .unreadable(let error): return explain.problem(error)
        case .notOurs, .noRelease:
            return Problem(
                code: "kept-release",
                message: explain.texts(flaw == .notOurs ? "release.kept.notOurs" : "release.kept.none", values),
                next: explain.texts("release.kept.next", values)
            )
        }
    }
}
