internal import TerminalUI

extension FilterTexts {
    /// The texts of a list that filters by typing.
    init(_ words: Words) {
        self.init(hint: words("list.hint"), count: words("list.count"), nothing: words("list.nothing"))
    }
}
