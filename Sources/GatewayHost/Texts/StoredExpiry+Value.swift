internal import Credentials
internal import JSON5

extension StoredExpiry {
    /// As it is stored, for a document.
    var value: Value {
        if let whole = Int64(json) { return .integer(whole) }
        // It was written by our own JSON writer.
        return (try? Document(parsing: Array(json.utf8), dialect: .json).root) ?? .null
    }
}
