import Secrets

/// A bracketed paste that was silent for too long before its end mark came.
///
/// The bytes so far have been delivered. On a slow connection the rest may still come, so text counts as the rest and
/// not as keys. A person in front of a paste without an end presses control or cursor keys, and those count as keys.
struct PausedPaste: Sendable {
    private(set) var buffer: SecretBuffer
    /// The number of bytes already delivered.
    private(set) var delivered = 0
    private var last: Int64
    /// When the rest is no longer expected.
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
        // A single key of a person does not extend the time.
        if buffer.count - delivered >= TypedRun.heldCount { until = now + KeyDecoder.pasteLostMilliseconds }
    }

    /// Removes an end mark that arrived in parts.
    mutating func takeTornEnd() -> Bool { buffer.takeTornEnd() }

    /// The key to deliver when no more input is available; nil while more may follow immediately.
    mutating func settle(at now: Int64) -> Key? {
        guard isLost(at: now) else {
            guard isWaiting && now >= last + KeyDecoder.pasteSilenceMilliseconds || delivered == 0 else { return nil }
            return key(.paused)
        }
        return key(.lost)
    }

    /// The bytes since the last part; nil if there are none.
    mutating func key(_ progress: BrokenPaste.Progress) -> Key? {
        guard !buffer.isEmpty else { return nil }
        defer { delivered = buffer.count }
        let part = buffer.secret(from: min(delivered, buffer.count))
        return .brokenPaste(BrokenPaste(part: part, whole: buffer.secret, progress: progress))
    }
}

extension KeyDecoder {
    /// Handles one input during a paste.
    mutating func collect(_ input: RawInput, into buffer: inout SecretBuffer, since before: Int64, at now: Int64)
        -> [Key]
    {
        var last = now
        switch input {
        case .pasteEnd: return [.paste(buffer.secret)]
        case .scalar(let scalar):
            buffer.append(scalar, limit: Self.pasteLimit)
            if buffer.takeTornEnd() { return [.paste(buffer.secret)] }
            // Repeated Ctrl-C must not extend the waiting time.
            if scalar.isControlKey { last = before }
        case .key(.enter): buffer.append("\n", limit: Self.pasteLimit)
        case .key, .pasteStart: break
        }
        state = .paste(buffer, last: last)
        return []
    }

    /// Handles one input after a paste has paused.
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

    /// Delivers the bytes of a paste so far, or stops waiting for more.
    mutating func settle(_ paused: PausedPaste, at now: Int64) -> [Key] {
        var paused = paused
        let key = paused.settle(at: now)
        state = paused.isLost(at: now) ? .plain : .pausedPaste(paused)
        return [key].compactMap(\.self)
    }
}

extension Unicode.Scalar {
    /// Whether it is a control character that is a key and does not occur in text.
    fileprivate var isControlKey: Bool {
        switch value {
        case 0x09, 0x0A, 0x0D, 0x1B: false
        case 0x00..<0x20, 0x7F: true
        default: false
        }
    }
}

extension SecretBuffer {
    /// Appends a scalar as UTF-8 within the limit in bytes.
    mutating func append(_ scalar: Unicode.Scalar, limit: Int) {
        if count < limit { append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
    }

    /// Removes an end mark that arrived in parts and was therefore stored as text.
    fileprivate mutating func takeTornEnd() -> Bool {
        let mark = "\u{1B}[201~".utf8
        guard ends(with: mark) else { return false }
        for _ in 0..<mark.count { removeLast() }
        return true
    }
}
