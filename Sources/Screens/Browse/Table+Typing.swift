internal import TerminalUI

extension Table {
    /// Handles a key while a filter is typed: arrows move, Enter and Tab end typing, Esc clears. False for any other
    /// key.
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
