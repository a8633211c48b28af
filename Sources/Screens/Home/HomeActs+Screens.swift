internal import GatewayConfig
internal import GatewayHost

// The rows that lead to the other screens, and the notes below them.
extension HomeActs {
    var screens: [HomeItem] {
        guard status?.report.verdict.outcome != .nothingStored else { return [parameters] }
        let numbers = ["count": String(counts.stored), "ready": String(counts.ready)]
        let isUnread = status?.report.verdict.outcome == .storeUnreadable
        let stored = isUnread ? words("home.profiles.note.unread") : words("home.profiles.note", numbers)
        var screens = [
            screen("profiles", stored, .profiles(agent: agent, profile: nil)),
            parameters,
            screen("onboard", words("home.onboard.note"), .wizard(agent: nil)),
        ]
        if host.agents.count > 1 {
            let without = host.agents.filter(\.own.isEmpty).count
            let counts = ["count": String(host.agents.count), "without": String(without)]
            let note = words(without == 0 ? "home.agents.note.all" : "home.agents.note", counts)
            screens.append(screen("agents", note, .agents))
        }
        screens += history
        return screens
    }

    /// Only where something was changed or can be put back.
    private var history: [HomeItem] {
        guard isComplete, case .success(let history) = host.history.value,
            !(history.applies.isEmpty && history.backups.isEmpty)
        else { return [] }
        let note = words("home.history.note", count: history.undoableCount)
        return [screen("history", note, .history(restoring: nil))]
    }

    private var parameters: HomeItem { screen("parameters", words("home.parameters.note"), .parameters) }

    private func screen(_ id: String, _ note: String, _ page: BrowsePage) -> HomeItem {
        HomeItem(id: id, text: words("home." + id), why: note, isAct: false, action: .open(page))
    }

    /// What has no act, as sentences.
    var notes: [String] {
        guard let status else { return [] }
        let report = status.report
        let noGateway = report.release.items.isEmpty && !report.configExists ? [words("home.note.noGateway")] : []
        let unknown = report.verdict.isConfigUnreadable ? [words("home.notKnown")] : []
        return noGateway + unknown + report.notes.map(status.note)
    }
}
