/// Finds secrets with a known beginning in text that is about to be shown, wherever that text comes from.
///
/// A profile id, an alias or a model in a file can be a secret that was pasted into the wrong place. Only known beginnings
/// count here, so that no id, folder or model of a host is taken for one; `Redaction` also judges random-looking words.
enum KnownSecrets {
    /// Runs of fewer characters are prefixes that a sentence names, or cut so short that they tell nothing.
    private static let shortest = 24

    /// The bytes with every known secret replaced by `‹redacted›`; nil if there is none. One pass over the bytes.
    static func masked(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var start = 0
        while start < bytes.count {
            guard TokenCharacter.isMember(bytes[start]) else {
                start += 1
                continue
            }
            var end = start + 1
            while end < bytes.count, TokenCharacter.isMember(bytes[end]) { end += 1 }
            if end - start >= shortest, let place = place(in: bytes[start..<end]) {
                result += bytes[copied..<place]
                result += Secret.redacted.utf8
                copied = end
            }
            start = end
        }
        return copied == 0 ? nil : result + bytes[copied...]
    }

    /// Where a secret begins in a run of token characters.
    private static func place(in run: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let claude = Array(SecretPrefixes.claude.utf8)
        for place in run.startIndex...(run.endIndex - shortest)
        where zip(claude, run[place...]).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 && $1 >= 0x40 }) { return place }
        // Prefixes that mean nothing else count inside a run too.
        let word = Substring(decoding: run, as: UTF8.self).utf8
        for prefix in SecretPrefixes.telling {
            guard let found = SecretPrefixes.place(of: prefix, in: word) else { continue }
            guard RandomText.isPossibleKey(word[found...].dropFirst(prefix.utf8.count)) else { return nil }
            return run.startIndex + word.distance(from: word.startIndex, to: found)
        }
        guard let vendor = SecretPrefixes.vendor(of: run) else { return nil }
        return RandomText.isPossibleKey(word.dropFirst(vendor.prefix.utf8.count)) ? run.startIndex : nil
    }
}
