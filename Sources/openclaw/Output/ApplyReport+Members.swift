internal import GatewayHost
internal import JSON5

extension Members {
    /// What an apply has to say beside its plan: where the copies are, and what is left over.
    mutating func add(_ report: ApplyReport) {
        self["backup"] = .string(report.backupFolder)
        guard let leftOver = report.leftOver(Words.texts) else { return }
        self["leftOver"] = .string(leftOver.trimmingMark)
    }

    /// That it was done, but not all that was asked for with it.
    mutating func add(failing problem: Problem, unpurged: [String]) {
        self["ok"] = false
        self["unpurged"] = .array(unpurged.map { .string($0) })
        if let error = problem.document["error"] { self["error"] = error }
    }
}

extension String {
    /// Without the mark that makes a line a warning.
    fileprivate var trimmingMark: String { hasPrefix("! ") ? String(dropFirst(2)) : self }
}
