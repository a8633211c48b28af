import Secrets

/// Characters that arrived together and are not delivered yet.
///
/// One typed character is delivered at once. Four within 50 ms are held until 50 ms passed in silence: eight, or a line
/// break between characters, are a paste from a terminal that does not mark them, and its line breaks must not submit.
/// A key held down repeats at most every 16 ms, so it stays below four.
struct TypedRun: Sendable {
    /// In milliseconds.
    static let settleMilliseconds: Int64 = 50
    static let heldCount = 4
    static let pasteCount = 8

    private var buffer = SecretBuffer()
    private var endsInLineBreak = false
    private var hasPrintable = false
    private var isHeld = false
    private var isPaste = false
    private var last: Int64 = 0
    /// When the latest printable characters arrived, delivered ones among them.
    private var arrivals: [Int64] = []

    /// When a held run is to be delivered; nil if none is held.
    var deadline: Int64? { isHeld || isPaste ? last + Self.settleMilliseconds : nil }

    mutating func append(_ scalar: Unicode.Scalar, at now: Int64) {
        buffer.append(scalar, limit: KeyDecoder.pasteLimit)
        last = now
        arrivals.removeAll { now - $0 > Self.settleMilliseconds }
        if scalar.value == 0x0A || scalar.value == 0x0D {
            endsInLineBreak = hasPrintable
        } else if scalar.value != 0x09 {
            if arrivals.count < Self.pasteCount { arrivals.append(now) }
            isPaste = isPaste || endsInLineBreak || arrivals.count >= Self.pasteCount
            hasPrintable = true
        }
        isHeld = isHeld || arrivals.count >= Self.heldCount
    }

    /// The keys that are ready when nothing more is there to read.
    mutating func settle(at now: Int64) -> [Key] {
        if let deadline, now < deadline { return [] }
        return flush()
    }

    /// All of it, whatever may follow.
    mutating func flush() -> [Key] {
        guard !buffer.isEmpty else { return [] }
        let secret = buffer.secret
        let wasPaste = isPaste
        buffer.removeAll()
        (endsInLineBreak, hasPrintable, isHeld, isPaste) = (false, false, false, false)
        if wasPaste {
            arrivals.removeAll()
            return [.paste(secret)]
        }
        return secret.withUTF8 { String(decoding: $0, as: UTF8.self) }.unicodeScalars.map(Self.key)
    }

    private static func key(_ scalar: Unicode.Scalar) -> Key {
        switch scalar.value {
        case 0x0A, 0x0D: .enter
        case 0x09: .tab
        default: .character(Character(scalar))
        }
    }
}
