/// The rules of another release, by which order and cooldowns of a host are judged because its own was not compared.
package struct BorrowedRules: Sendable, Equatable {
    /// The release whose rules they are; nil for the newest ones.
    package let column: String?
    /// The release of this host; nil if nothing tells it.
    package let here: String?

    /// The sentence for people.
    func text(_ texts: Texts) -> String {
        let key = "status.note.rules" + (column == nil ? ".newest" : "") + (here == nil ? ".unknown" : "")
        return texts(key, ["column": column ?? "", "release": here ?? ""])
    }
}
