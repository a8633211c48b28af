internal import TerminalUI

// What opens over the page, and how a text is scrolled.
extension HomeScreen {
    mutating func openAgents() {
        open(.agents(host.agentList(marking: agent, words)))
    }

    mutating func openHelp() {
        let sheet = HelpSheet(words: words, keys: keys, enterLabel: "open", topic: "home", name: words("home.name"))
        toggle(sheet)
    }

    mutating func read(_ lines: [String]) {
        open(.reading(Reading(.help, title: words("home.finding"), lines.map { .text($0) })))
    }

    mutating func scroll(_ command: Command) {
        guard case .reading(var reading) = overlays.last else { return }
        reading.scroll(command, in: FrameLayout(size: size).body(messageRows: 0), marks: marks)
        replaceOverlay(.reading(reading))
    }
}
