extension ParseError {
    /// One line of the text around an error, safe to show.
    package struct Excerpt: Sendable, Equatable {
        package let text: String
        /// How many characters of `text` stand before the error.
        package let caret: Int
    }
}
