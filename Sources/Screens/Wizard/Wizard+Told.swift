internal import GatewayHost
internal import TerminalUI

// What Done tells of the files: it is taken from the plan before the plan, which holds a secret, is dropped.
extension Wizard {
    /// What is written to each file of the plan, by its shown path.
    var toldOfFiles: [String: String] {
        guard case .success(let plan) = steps.review.plan else { return [:] }
        return plan.files.reduce(into: [:]) { told, file in
            told[host.display(file.path)] = file.isNew ? contents(of: file, plan.summary) : words.counts([file])
        }
    }

    /// What a new config holds; a new store holds the credential, which the page has named.
    private func contents(of file: PlannedFile, _ summary: PlanSummary) -> String {
        guard file.role == .config else { return "" }
        var names: [String] = []
        if summary.modelNow != summary.modelWas { names.append("model") }
        if summary.cacheNow != summary.cacheWas { names.append("cache") }
        let token = summary.makesGatewayToken ? [words("done.gatewayToken")] : []
        return (names.map { words("review.same." + $0) } + token).joined(separator: words("review.join"))
    }
}
