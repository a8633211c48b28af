internal import Credentials
internal import FileTransactions
internal import GatewayConfig

extension HostSnapshot {
    /// What a report on the host needs beside the snapshot: what keeps parts of it from being read, as problems.
    package var furtherProblems: [Problem] {
        unreadableFiles.map(explain.problem) + encodingProblems + [interruption].compactMap { $0 }
    }

    /// Files that are not saved as UTF-8: those that the gateway reads all the same, and those that it finds nothing in.
    private var encodingProblems: [Problem] {
        let configs = config.damage.map { explain.notUTF8($0.path, $0.position) }
        let stores = agents.compactMap { agent in agent.store?.damage.map { explain.notUTF8(agent.storePath, $0) } }
        let damaged = (configs + stores).map { problem in
            Problem(code: problem.code, message: problem.message, next: problem.next)
        }
        return damaged + utf16Files.map(explain.utf16)
    }

    /// An apply that was interrupted, or is running now, as a problem; nil when there is none. Reads, and settles nothing.
    package var interruption: Problem? {
        do {
            guard let found = try setupFolder.interruptedCommit() else { return nil }
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
}
