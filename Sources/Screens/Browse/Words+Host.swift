internal import TerminalUI

extension Words {
    /// The texts of a browse screen of this size; in line mode the size does not matter.
    init(_ host: BrowseHost, _ size: Size) {
        self.init(
            texts: host.texts,
            isNarrow: !host.isSpoken && FrameLayout.isNarrow(size),
            isSpoken: host.isSpoken,
            stores: host.storeWords
        )
    }
}
