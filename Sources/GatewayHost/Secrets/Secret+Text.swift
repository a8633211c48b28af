internal import Secrets

extension Secret {
    /// The secret as a plain string, for the moment in which it is put into a document.
    var text: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }

    /// Whether a file's bytes contain it.
    func isIn(_ bytes: [UInt8]) -> Bool {
        withUTF8 { wanted in
            guard let first = wanted.first, bytes.count >= wanted.count else { return false }
            return bytes.indices.prefix(bytes.count - wanted.count + 1).contains { start in
                bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
            }
        }
    }
}
