internal import Credentials
internal import GatewayHost
internal import TerminalUI

// Two panes in one place: the profiles of the provider that answers, and those of all others. One is a table, the other a
// line below it. A filter looks through both.
extension ProfilesScreen {
    enum Pane: Sendable { case main, others }

    /// The provider whose profiles the verdict is about; the first one if it has none.
    var mainProvider: String { mainGroup?.provider ?? "" }

    private var mainGroup: ProfileGroup? {
        let judged = status?.report.verdict.provider
        return groups.first { $0.provider == judged } ?? groups.first
    }

    /// Whether the table leaves some profiles to the line below it.
    var hasOthers: Bool { groups.count > 1 && !isSearching }

    private var isSearching: Bool { isFiltering || !table.filter.isEmpty }

    /// The provider of all profiles in the table; nil if they are of several.
    var paneGroup: ProfileGroup? {
        guard groups.count > 1 else { return groups.first }
        guard !isSearching else { return nil }
        let others = groups.filter { $0.provider != mainProvider }
        return pane == .main ? mainGroup : others.count == 1 ? others.first : nil
    }

    /// The indices of the rows in the table, and of all others.
    var paneRows: (shown: [Int], others: [Int]) {
        guard hasOthers else { return (Array(rows.indices), []) }
        let main = mainProvider
        var (shown, others): ([Int], [Int]) = ([], [])
        for index in rows.indices {
            if (rows.provider(at: index) == main) == (pane == .main) {
                shown.append(index)
            } else {
                others.append(index)
            }
        }
        return (shown, others)
    }

    /// The profiles that are not in the table: whose they are, how many are ready, their names.
    var othersLine: [String] {
        let title = pane == .main ? words("profiles.others") : mainProvider
        let names = others.prefix(10).map { name(rows[$0]) }
        return [
            title, words("profiles.ready", ["ready": String(othersReadyCount)]),
            names.joined(separator: words("line.join")),
        ]
    }

    /// Shows the other pane in the table.
    mutating func switchPane() {
        guard hasOthers else { return }
        pane = pane == .main ? .others : .main
        table = Table(columns: [], ids: [])
        layOut()
        if let ready = shown.firstIndex(where: isReady) { table.mark(id: table.ids[ready]) }
    }

    /// Shows the pane of a profile that is in the other one.
    mutating func showPane(of profile: String) {
        guard hasOthers, let row = row(profile), (row.provider == mainProvider) != (pane == .main) else { return }
        switchPane()
    }
}
