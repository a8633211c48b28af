internal import TerminalUI

extension Table {
    /// A key while text is typed behind `/`: arrows move, Enter and Tab end the typing, Esc clears. False for any other key.
    mutating func handleTyping(
        _ key: Key,
        isFiltering: inout Bool,
        pageRows: Int,
        text: (Int) -> String
    ) -> Bool {
        switch key {
        case .enter, .tab: isFiltering = false
        case .escape, .backTab:
            isFiltering = false
            setFilter("", text: text)
        case .up, .down, .pageUp, .pageDown, .home, .end: _ = handle(key, pageRows: pageRows)
        default: return handleFilter(key, text: text) != .ignored
        }
        return true
    }
}
