internal import FileTransactions
internal import GatewayConfig

/// What a killed command has left: finished or taken back before anything else is done.
package enum InterruptedApply {
    /// Settles it and says in lines what became of it; no lines where there was nothing.
    package static func settle(on host: Host, texts: Texts = .english) throws(Problem) -> [String] {
        let paths = HostEnvironment.read(host.pathContext, host.files).paths
        let explain = Explanation(texts: texts, paths: paths, host: host)
        do {
            let report = try host.setupFolder(paths).recover()
            guard report.outcome != .nothing else { return [] }
            let time = report.timeMilliseconds.map { explain.minute(Timestamp.iso8601($0)) } ?? texts("word.unknown")
            return [texts("recovery." + report.outcome.rawValue, ["time": time])]
                + report.paths.map { "  " + explain.show($0) }
                + report.left.map { texts("recovery.left", ["path": explain.show($0)]) }
        } catch {
            throw explain.problem(error)
        }
    }
}
