internal import FileTransactions

extension HostSnapshot {
    /// What a report on the host needs beside the snapshot: what keeps parts of it from being read, as problems.
    package var furtherProblems: [Problem] {
        unreadableFiles.map(explain.problem) + [interruption].compactMap { $0 }
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
