internal import FileTransactions
package import GatewayConfig

/// Recovery of an apply that was killed: it is finished or rolled back before anything else is done.
package enum InterruptedApply {
    /// What was recovered, as lines; or, if there was nothing, the environment that was read to find out.
    package enum Outcome {
        case nothing(HostEnvironment)
        case settled([String])
    }

    /// Finishes or rolls back an interrupted apply, if there is one.
    package static func settle(on host: Host, texts: Texts = .english) throws(Problem) -> Outcome {
        let environment = HostEnvironment.read(host.pathContext, host.files, clock: host.clock)
        let paths = environment.paths
        let explain = Explanation(texts: texts, paths: paths, host: host)
        do {
            let report = try host.setupFolder(paths).recover(waiting: host.waiting)
            guard report.outcome != .nothing else { return .nothing(environment) }
            let time = report.timeMilliseconds.map(explain.minute) ?? texts("word.unknown")
            let word = report.paths.isEmpty ? "purged" : report.outcome.rawValue
            return .settled(
                [texts("recovery." + word, ["time": time])]
                    + report.paths.map { "  " + explain.show($0) }
                    + report.left.map { texts("recovery.left", ["path": explain.show($0)]) }
                    + report.unfinished.map { "  " + explain.problem($0).message }
            )
        } catch {
            throw explain.problem(error)
        }
    }
}
