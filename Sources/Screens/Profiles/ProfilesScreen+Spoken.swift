internal import Credentials
internal import GatewayHost
internal import TerminalUI

// Profiles in line mode.
extension ProfilesScreen: SpokenScreen {
    var writes: Bool { overlays.last?.writes ?? false }
    var isSettling: Bool { progress.settling != nil }

    var spokenPage: SpokenPage {
        if let overlay = overlays.last { return spoken(overlay) }
        if let moving { return spoken(moving) }
        let place = words("line.page", ["page": words("profiles.name"), "scope": host.scope(of: agent, words)])
        guard showsTable else {
            return SpokenPage(place: place, lines: words.spoken(choiceBlocks), asking: choices.asking(words))
        }
        return SpokenPage(
            subject: "profiles " + agent,
            place: place,
            lines: spokenHead,
            asking: .rows(rows.map(spokenRow), marked: table.marked),
            isList: true
        )
    }

    /// `work, API key, ready, not checked, used 1 d ago`.
    private func spokenRow(_ row: ProfileRow) -> SpokenRow {
        let profileWords = profileWords
        let parts = [
            name(row), profileWords.kind(row), words.spoken(joined: profileWords.state(row).parts),
            profileWords.checkInFull(row).joined(separator: " "), profileWords.usedSpoken(row),
            row.age.flatMap { $0.isEnding(at: now) ? profileWords.age(row) : nil } ?? "",
        ]
        return SpokenRow(id: row.id, text: words.spoken(joined: parts), name: name(row))
    }

    // MARK: - Overlays

    private func spoken(_ overlay: BrowseOverlay) -> SpokenPage {
        switch overlay {
        case .menu(let menu): return spoken(menu)
        case .proposal(let proposal): return spoken(proposal)
        case .targets(let targets):
            let name = row(targets.profile).map(name) ?? targets.profile
            return SpokenPage(
                lines: [words("profiles.copyTo", ["profile": name])],
                asking: targets.list.asking(words),
                isOverlay: true,
                isList: true
            )
        case .secret(let page):
            return SpokenPage(
                lines: words.spoken(page.blocks(secretContext)),
                asking: page.asking(secretContext),
                prompt: asksForSecret && page.holdsSecret ? words("line.secret.held") : nil,
                isOverlay: true
            )
        case .undo, .check, .naming, .agents, .reading, .editor, .leaving:
            return overlay.spoken(words) ?? SpokenPage(lines: [], asking: .nothing, isOverlay: true)
        }
    }

    /// The detail of the profile, then what can be done with it.
    private func spoken(_ menu: RowMenu) -> SpokenPage {
        // The letters are typed, not read.
        let rows = menu.list.rows.map { SpokenRow(PickRow(id: $0.id, label: $0.label, notes: $0.notes), words) }
        return SpokenPage(
            lines: row(menu.profile).map(spokenDetail) ?? [],
            asking: .rows(rows, marked: menu.list.marked),
            isOverlay: true
        )
    }

    /// `anthropic:old, API key, ends w x y z`, then the facts that stand beside the table on a screen.
    private func spokenDetail(_ row: ProfileRow) -> [String] {
        let detail = self.detail(row)
        let facts = detail.facts(.wide).map { Fact(label: $0.label, value: $0.lines.joined(separator: " ")) }
        return [words.spoken(joined: [row.id] + detail.about(.wide))] + words.spoken([.facts(facts)])
    }

    /// The place in the order as a question.
    private func spoken(_ moving: MovingRow) -> SpokenPage {
        let rows = moving.ids.enumerated().map { index, id in
            SpokenRow(id: String(index), text: row(id).map(name) ?? id)
        }
        let place = moving.ids.firstIndex(of: moving.id) ?? 0
        let values = ["last": String(rows.count), "now": String(place + 1)]
        return SpokenPage(
            lines: movingMessage.map { [$0.text] } ?? [],
            asking: .rows(rows, marked: place),
            prompt: words("line.place.which", values),
            isOverlay: true
        )
    }

    // MARK: - Answers

    var spokenLetters: Set<Character> {
        if case .menu(let menu) = overlays.last {
            return boundLetters.filter { letter in
                KeyTable.command(for: .character(letter), in: .menu).map(menu.commands.values.contains) ?? false
            }
        }
        return boundLetters
    }

    mutating func mark(_ row: SpokenRow) -> Bool {
        if !overlays.isEmpty { return markInOverlay(row) }
        defer { noteMark() }
        if moving != nil {
            moving?.move(to: Int(row.id) ?? 0)
        } else if showsTable {
            table.mark(id: row.id)
        } else {
            choices.mark(id: row.id)
        }
        return true
    }

    mutating func look(at time: Int64) { clock.printed(at: time) }

    // MARK: - Secrets and checks

    var asksForSecret: Bool {
        if case .secret(let page) = overlays.last { page.keys == .secretPage } else { false }
    }

    var spokenNews: [String] {
        if case .secret(let page) = overlays.last { words.spoken(page.news(secretContext)) } else { [] }
    }

    var checkedHost: String? { host.checks.host }
    func awaits(check id: Int) -> Bool { check.isRunning && check.id == id }
}
