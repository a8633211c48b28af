import TerminalUI
import TestSupport
import Testing

/// The wizard's look on each terminal type in each locale, as a table: `Goldens/terminals.txt`.
@Suite("Wizard: terminal table")
struct TerminalTableTests {
    private static let types = [
        "xterm", "xterm-256color", "screen", "tmux-256color", "linux", "vt100", "dumb", "no-such-terminal", nil,
    ]
    private static let locales = ["C", "C.UTF-8", "zh_TW.UTF-8", "xx_YY.UTF-8", nil]

    @Test("rules 37, 38, 48: every terminal type in every locale")
    func everyTypeInEveryLocale() throws {
        var lines = [Self.row(["TERM"] + Self.locales.map { "LC_ALL=" + ($0 ?? "(unset)") })]
        for type in Self.types {
            lines.append(Self.row([type ?? "(unset)"] + (try Self.locales.map { try Self.look(type, $0) })))
        }
        assertText(lines.joined(separator: "\n") + "\n", named: "terminals")
    }

    /// Screen or lines, language, mark and colours of the second page.
    private static func look(_ type: String?, _ locale: String?) throws -> String {
        let home = try TestHome.fresh(adding: ["TERM": type ?? "", "LC_ALL": locale ?? ""])
        let session = try WizardSession(home)
        try session.wait { $0.contains("I understand, continue") || $0.contains("我了解，繼續") }
        session.press(.enter)
        try session.wait { $0.contains("Anthropic API") }
        session.terminal.settle()
        let screen = session.terminal.screen
        let language = screen.contains("付費方") ? "zh" : "en"
        session.press(.control("c"), .control("c"))
        _ = try session.waitForExit()
        let written = String(decoding: session.terminal.transcript, as: UTF8.self)
        guard written.contains("\u{1B}[?1049h") || written.contains("\u{1B}[H") else { return "lines \(language)" }
        let mark = written.contains("\u{203A}") ? "\u{203A}" : ">"
        let colors = written.contains("[38;5;") ? "256" : written.contains(#/\x1B\[(?:\d+;)*3[1-7]m/#) ? "8" : "mono"
        return "screen \(language) \(mark) \(colors)"
    }

    private static func row(_ cells: [String]) -> String {
        var line = ""
        for cell in cells { line += cell + String(repeating: " ", count: max(1, 22 - cell.count)) }
        while line.last == " " { line.removeLast() }
        return line
    }
}
