extension Number {
    /// Parses a JSON5 number; nil if the text is not one.
    package init?(_ text: String) {
        guard let document = try? Document(parsing: text), let number = document.root.numberValue,
            number.text.utf8.count == text.utf8.count
        else { return nil }
        self = number
    }
}
