// The word that starts this program, which every text carries.
extension Texts {
    /// The word where nothing else is known, and the name of the placeholder that stands for the word.
    static let usualProgram = "openclaw"

    /// The word that starts this program in a shell, quoted where a shell needs it: `openclaw`, or a name or path where
    /// that word starts the gateway's program.
    package var program: String { word() }

    /// A command of ours as it is typed.
    /// - Parameter words: what follows the program's word, quoted for a shell.
    package func command(_ words: String) -> String { program + " " + words }

    /// The same texts with another word for this program, which is looked for when a text first needs it.
    package func naming(_ word: @escaping @Sendable () -> String) -> Texts {
        var texts = self
        texts.word = word
        return texts
    }

    /// The built-in English texts, with the same word for this program.
    package var inEnglish: Texts { language == .english ? self : Texts.english.naming(word) }
}
