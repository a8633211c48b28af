internal import Credentials
internal import GatewayHost
internal import TerminalUI

// The actions on a row, each with its letter and a word on why or what stays; harmless ones first. What cannot be done
// now is no row: typing its letter says why.
extension ProfilesScreen {
    /// The actions of a row as rows, and the command of each.
    func actions(on row: ProfileRow) -> (rows: [PickRow], commands: [String: Command]) {
        let entries = entries(of: row)
        // Beside the table there is room for the act alone, in its short form.
        let words = isBroad ? words.narrow : words
        let rows = entries.map { entry in
            PickRow(
                id: entry.id,
                label: words("profiles.menu." + entry.id),
                key: entry.letter,
                notes: isBroad || words.isNarrow ? [] : [why(entry.id, row)]
            )
        }
        return (rows, Dictionary(entries.map { ($0.id, $0.command) }) { first, _ in first })
    }

    private struct Entry {
        var id: String
        var command: Command
        var letter: String
    }

    private func entries(of row: ProfileRow) -> [Entry] {
        let order = group(of: row)?.order
        let isOwn = ownOnly(row) == nil
        var entries: [Entry] = []
        func add(_ id: String, _ command: Command, _ letter: String, if isPossible: Bool = true) {
            if isPossible { entries.append(Entry(id: id, command: command, letter: letter)) }
        }
        add("include", .include, "l", if: row.isLeftOut)
        add(clears(row) ? "verifyAndClear" : "verify", .verify, "v", if: checkUnavailable(row) == nil)
        add("clear", .clearFailures, "c", if: row.usage.hasFailures && isPossible(.clearMarks(row.id), row))
        add("replace", .replaceSecret, "r", if: isOwn && anthropicOnly(row) == nil)
        let moves = order == .config || isPossible(moving(row), row)
        add("move", .move, "m", if: moves && moveUnavailable(row) == nil)
        let releases = order == .config || isPossible(.automaticOrder(provider: row.provider), row)
        add("automatic", .automaticOrder, "o", if: releases && order != .automatic)
        add("copy", .copy, "t", if: host.agents.count > 1)
        let renames = host.storeWords == nil && isPossible(.rename(row.id, to: row.id), row)
        add("rename", .rename, "i", if: isOwn && renames)
        add("remove", .remove, "x", if: isOwn && isPossible(.remove(row.id), row))
        return entries
    }

    /// What follows, or what stays as it is.
    private func why(_ id: String, _ row: ProfileRow) -> String {
        switch id {
        case "verify": return words("profiles.why.verify", ["host": host.checks.host])
        case "move":
            let isAutomatic = group(of: row)?.order == .automatic
            return words(isAutomatic ? "profiles.why.move.fixes" : "profiles.why.move")
        case "copy": return words("profiles.why.copy", ["agent": row.isOwn ? agent : "main"])
        default: return words("profiles.why." + id)
        }
    }

    /// Opens the actions of the marked row.
    mutating func openMenu() -> [Effect] {
        if let row = markedRow { open(.menu(menu(of: row, marked: 0))) }
        return []
    }

    /// The same actions again, in the form for another width.
    mutating func replaceMenu(_ row: ProfileRow) {
        guard case .menu(let menu) = overlays.last else { return }
        replaceOverlay(.menu(self.menu(of: row, marked: menu.list.marked ?? 0)))
    }

    private func menu(of row: ProfileRow, marked: Int) -> RowMenu {
        let (rows, commands) = actions(on: row)
        let whys = table.start(ofColumn: 3, width: tableArea.columns) ?? 0
        return RowMenu(
            profile: row.id,
            list: PickList(rows, marked: marked, notes: .at(whys)),
            commands: commands
        )
    }
}

extension Command {
    /// Whether it acts on the marked row of Profiles.
    var isOnRow: Bool {
        switch self {
        case .verify, .clearFailures, .replaceSecret, .move, .include, .copy, .rename, .remove, .automaticOrder: true
        default: false
        }
    }
}
