extension Texts {
    /// How many entries of files a plan adds, changes or removes: `3 entries added`.
    /// - Parameter word: `added`, `changed` or `removed`.
    package func entries(_ word: String, _ count: Int) -> String {
        self("plan.count." + word + (count == 1 ? ".one" : ".other"), ["count": String(count)])
    }

    /// Names in a sentence: all of them, or the first ten and how many more there are. A host can have thousands.
    package func list(_ names: [String]) -> String {
        let shown = 10
        // "And 1 more" would be no shorter than the name.
        guard names.count > shown + 1 else { return names.joined(separator: ", ") }
        let first = names.prefix(shown).joined(separator: ", ")
        return self("list.more", ["names": first, "count": String(names.count - shown)])
    }
}
