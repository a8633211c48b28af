internal import Secrets

extension Secret {
    /// The secret as plain text, for the moment in which it is put into a document.
    var text: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }
}
