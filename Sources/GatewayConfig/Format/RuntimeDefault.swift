package import JSON5

/// A value that the gateway adds when it reads a config.
package struct RuntimeDefault: Sendable, Equatable {
    package let pointer: Pointer
    package let value: Value
    /// Added only where there is a value at this path; nil adds it always.
    package let beside: Pointer?
    /// Whether it replaces what a file sets.
    package let replaces: Bool

    /// Nil if the row lacks something, which is a bug of this program.
    init?(_ data: BuiltInJSON) {
        let data = data.members
        guard let pointer = data["at"]?.text.flatMap({ Pointer($0) }), let value = data["value"] else { return nil }
        self.pointer = pointer
        if let text = value.text {
            self.value = .string(text)
        } else if let number = value.integer {
            self.value = .integer(Int64(number))
        } else {
            return nil
        }
        beside = data["beside"]?.text.flatMap { Pointer($0) }
        replaces = data["replaces"]?.isTrue ?? false
    }
}
