/// A TCP port as people write it.
package enum PortText {
    /// The port, 1 to 65535; nil for any other text.
    package static func number(in text: String) -> Int? {
        Int(text).flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
}
