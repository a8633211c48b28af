extension Texts {
    /// Names in a sentence: all of them, or the first ten and how many more there are. A host can have thousands.
    package func list(_ names: [String]) -> String {
        let shown = 10
        // "And 1 more" would be no shorter than the name.
        guard names.count > shown + 1 else { return names.joined(separator: ", ") }
        let first = names.prefix(shown).joined(separator: ", ")
        return self("list.more", ["names": first, "count": String(names.count - shown)])
    }
}
