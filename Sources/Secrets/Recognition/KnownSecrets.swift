/// Finds secrets with a known prefix in any text that is about to be shown.
///
/// A profile id, an alias or a model in a file can be a secret that was pasted into the wrong place. Only known prefixes
/// count here, so that no id, folder or model is mistaken for a secret; `Redaction` also removes random-looking words.
enum KnownSecrets {
    /// A shorter run is a prefix quoted in a sentence, or too short to be a usable secret.
    private static let shortest = 24

    /// The bytes with every known secret replaced by `‹redacted›`; nil if there is none.
    ///
    /// All output passes through here. Text consists of short words, so most bytes are skipped: a run that is long enough
    /// cannot contain a gap among its first characters.
    static func masked(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var result: [UInt8] = []
        var copied = 0
        var start = 0
        while start + shortest <= bytes.count {
            var end = start + shortest
            if let gap = (start..<end).last(where: { !TokenCharacter.isMember(bytes[$0]) }) {
                start = gap + 1
                continue
            }
            while end < bytes.count, TokenCharacter.isMember(bytes[end]) { end += 1 }
            if let place = place(in: bytes[start..<end]) {
                result += bytes[copied..<place]
                result += Secret.redacted.utf8
                copied = end
            }
            start = end
        }
        return copied == 0 ? nil : result + bytes[copied...]
    }

    /// Where a secret starts in a run of token characters. Anthropic's prefix counts in any case: agent ids are lowercased.
    private static func place(in run: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let word = Substring(decoding: run, as: UTF8.self).utf8
        let lowered = Substring(Substring(word).lowercased()).utf8
        if let found = SecretPrefixes.place(of: SecretPrefixes.claude, in: lowered),
            lowered.distance(from: found, to: lowered.endIndex) >= shortest
        {
            return run.startIndex + lowered.distance(from: lowered.startIndex, to: found)
        }
        // Unambiguous prefixes count inside a run too.
        for prefix in SecretPrefixes.telling {
            guard let found = SecretPrefixes.place(of: prefix, in: word) else { continue }
            guard RandomText.isPossibleKey(word[found...].dropFirst(prefix.utf8.count)) else { return nil }
            return run.startIndex + word.distance(from: word.startIndex, to: found)
        }
        guard let vendor = SecretPrefixes.vendor(of: run) else { return nil }
        return RandomText.isPossibleKey(word.dropFirst(vendor.prefix.utf8.count)) ? run.startIndex : nil
    }
}
