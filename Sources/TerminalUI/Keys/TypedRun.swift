import Secrets

/// Characters that arrived in quick succession and are not delivered yet.
///
/// One typed character is delivered at once. Four within 50 ms are held until 50 ms of silence. Eight, or a line break
/// between characters, count as a paste from a terminal without bracketed paste, so that its line breaks do not submit.
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
    /// The arrival times of the latest printable characters, including delivered ones.
    private var arrivals: [Int64] = []

    /// When held characters are delivered; nil if none are held.
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

    /// The keys to deliver when no more input is available.
    mutating func settle(at now: Int64) -> [Key] {
        if let deadline, now < deadline { return [] }
        return flush()
    }

    /// All characters, without waiting.
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
