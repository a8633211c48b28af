internal import GatewayHost
internal import JSON5

extension Members {
    /// Adds what the apply reports beyond its plan: backup paths, whether the agent can answer now, and leftovers.
    mutating func add(_ report: ApplyReport) {
        self["backup"] = .string(report.backupFolder)
        if let verdict = report.verdict { self["verdict"] = verdict.document }
        guard let leftOver = report.leftOver(Words.texts) else { return }
        self["leftOver"] = .string(leftOver.trimmingMark)
    }

    /// Adds that the change was applied but a part of the request failed.
    mutating func add(failing problem: Problem, unpurged: [String]) {
        self["ok"] = false
        self["unpurged"] = .array(unpurged.map { .string($0) })
        if let error = problem.document["error"] { self["error"] = error }
    }
}

extension String {
    /// The line without the prefix that marks a warning.
    fileprivate var trimmingMark: String { hasPrefix("! ") ? String(dropFirst(2)) : self }
}
