import Secrets

/// A bracketed paste that was silent for longer than a paste is, before its end came.
///
/// What came of it has been delivered. A slow line may still bring the rest, so text is taken for that and never for keys; a
/// person who waits in front of a paste without an end presses control keys or cursor keys, and those count.
struct PausedPaste: Sendable {
    private(set) var buffer: SecretBuffer
    /// How much of it was delivered, in bytes.
    private(set) var delivered = 0
    private var last: Int64
    /// When the rest is no longer waited for.
    private var until: Int64

    init(_ buffer: SecretBuffer, since last: Int64) {
        self.buffer = buffer
        self.last = last
        until = last + KeyDecoder.pasteLostMilliseconds
    }

    private var isWaiting: Bool { buffer.count > delivered }
    var deadline: Int64 { isWaiting ? min(last + KeyDecoder.pasteSilenceMilliseconds, until) : until }
    func isLost(at now: Int64) -> Bool { now >= until }

    mutating func append(_ scalar: Unicode.Scalar, at now: Int64) {
        buffer.append(scalar, limit: KeyDecoder.pasteLimit)
        last = now
        // A single key of a person does not keep it open.
        if buffer.count - delivered >= TypedRun.heldCount { until = now + KeyDecoder.pasteLostMilliseconds }
    }

    /// The mark of the end came in pieces; it is taken off again.
    mutating func takeTornEnd() -> Bool { buffer.takeTornEnd() }

    /// What is to be told when nothing more is there to read; nil while more may follow at once.
    mutating func settle(at now: Int64) -> Key? {
        guard isLost(at: now) else {
            guard isWaiting && now >= last + KeyDecoder.pasteSilenceMilliseconds || delivered == 0 else { return nil }
            return key(.paused)
        }
        return key(.lost)
    }

    /// What came since the last piece; nil when nothing at all did.
    mutating func key(_ progress: BrokenPaste.Progress) -> Key? {
        guard !buffer.isEmpty else { return nil }
        defer { delivered = buffer.count }
        let part = buffer.secret(from: min(delivered, buffer.count))
        return .brokenPaste(BrokenPaste(part: part, whole: buffer.secret, progress: progress))
    }
}

extension KeyDecoder {
    /// Takes one input of a paste that is on its way.
    mutating func collect(_ input: RawInput, into buffer: inout SecretBuffer, since before: Int64, at now: Int64)
        -> [Key]
    {
        var last = now
        switch input {
        case .pasteEnd: return [.paste(buffer.secret)]
        case .scalar(let scalar):
            buffer.append(scalar, limit: Self.pasteLimit)
            if buffer.takeTornEnd() { return [.paste(buffer.secret)] }
            // Somebody may be pressing Ctrl-C again and again: that is no reason to go on waiting.
            if scalar.isControlKey { last = before }
        case .key(.enter): buffer.append("\n", limit: Self.pasteLimit)
        case .key, .pasteStart: break
        }
        state = .paste(buffer, last: last)
        return []
    }

    /// Takes one input after a paste has paused.
    mutating func resume(_ input: RawInput, _ paused: inout PausedPaste, at now: Int64) -> [Key] {
        switch input {
        case .pasteEnd: return [paused.key(.ended)].compactMap(\.self)
        case .pasteStart:
            state = .paste(SecretBuffer(), last: now)
            return [paused.key(.lost)].compactMap(\.self)
        case .scalar(let scalar) where scalar.isControlKey:
            return [paused.key(.lost)].compactMap(\.self) + feedPlain(scalar, at: now)
        case .scalar(let scalar): paused.append(scalar, at: now)
        case .key(.enter): paused.append("\n", at: now)
        case .key(let key): return [paused.key(.lost)].compactMap(\.self) + [key]
        }
        if paused.takeTornEnd() { return [paused.key(.ended)].compactMap(\.self) }
        state = .pausedPaste(paused)
        return []
    }

    /// Delivers what has come of a paste, or stops waiting for more of it.
    mutating func settle(_ paused: PausedPaste, at now: Int64) -> [Key] {
        var paused = paused
        let key = paused.settle(at: now)
        state = paused.isLost(at: now) ? .plain : .pausedPaste(paused)
        return [key].compactMap(\.self)
    }
}

extension Unicode.Scalar {
    /// A control character that is a key of its own and does not stand in a text.
    fileprivate var isControlKey: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x1B: false
        case 0x00..<0x20, 0x7F: true
        default: false
        }
    }
}

extension SecretBuffer {
    /// Adds a scalar as UTF-8 if the limit in bytes allows it.
    mutating func append(_ scalar: Unicode.Scalar, limit: Int) {
        if count < limit { append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
    }

    /// The mark of the end stands at the end, because it came in pieces that nobody put together: it is taken off.
    fileprivate mutating func takeTornEnd() -> Bool {
        let mark = "\u{1B}[201~".utf8
        guard ends(with: mark) else { return false }
        for _ in 0..<mark.count { removeLast() }
        return true
    }
}
