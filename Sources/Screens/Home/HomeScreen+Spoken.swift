internal import TerminalUI

extension HomeScreen: SpokenScreen {
    var writes: Bool { overlays.last?.writes ?? false }

    var spokenPage: SpokenPage {
        if let overlay = overlays.last?.spoken(words) { return overlay }
        let scope = words("header.agent", ["agent": agent])
        return SpokenPage(
            subject: "home " + agent,
            place: words("line.page", ["page": words("home.name"), "scope": scope]),
            lines: words.spoken(headBlocks) + spokenFacts + acts.notes,
            asking: .rows(list.items.map(row), marked: list.items.firstIndex { $0 == list.marked }),
            isList: true
        )
    }

    private var spokenFacts: [String] {
        (facts?.lines ?? []).map { words.spoken(Fact(label: $0.label, value: $0.value, aside: $0.remark)) }
    }

    private func row(_ item: HomeItem) -> SpokenRow {
        SpokenRow(id: item.id, text: words.spoken(joined: [item.text, item.why]), name: item.text)
    }

    mutating func mark(_ row: SpokenRow) -> Bool {
        if !overlays.isEmpty { return markInOverlay(row) }
        list.mark(id: row.id)
        return true
    }
}
