import Secrets

/// A control sequence in progress, up to its final byte.
struct EscapeSequence: Sendable {
    /// `[` for CSI, `O` for SS3, else the introducer of a string that ends with BEL or ESC \.
    let introducer: Unicode.Scalar
    private(set) var parameters: [Unicode.Scalar] = []

    /// The effect of the next scalar on the sequence.
    enum Step {
        case continues
        case ends
        /// The scalar is not valid in a sequence.
        case breaks
    }

    /// Nil for a scalar that does not start a sequence after Escape.
    init?(introducer: Unicode.Scalar) {
        guard "[O]P_^X".unicodeScalars.contains(introducer) else { return nil }
        self.introducer = introducer
    }

    /// Whether a key sends such a sequence.
    var isKey: Bool { introducer == "[" || introducer == "O" }
    /// The start and end marks of a bracketed paste, `ESC [ 200 ~` and `ESC [ 201 ~`.
    var isPasteStart: Bool { introducer == "[" && parameters.elementsEqual("200".unicodeScalars) }

    /// Its scalars as keys, for the case that a person typed them.
    var typed: [Key] { ([introducer] + parameters).map { .character(Character($0)) } }

    mutating func take(_ scalar: Unicode.Scalar) -> Step {
        guard isKey else { return takeString(scalar) }
        switch scalar.value {
        case 0x20...0x3F where parameters.count < 32:
            parameters.append(scalar)
            return .continues
        case 0x40...0x7E: return .ends
        // The Linux console sends ESC [ [ A for F1, which this range ends too early; harmless, because F1 is in
        // terminfo.
        default: return .breaks
        }
    }

    private mutating func takeString(_ scalar: Unicode.Scalar) -> Step {
        if scalar.value == 0x07 { return .ends }
        if scalar == "\\", parameters.last?.value == 0x1B { return .ends }
        guard parameters.count < 4096 else { return .breaks }
        parameters.append(scalar)
        return .continues
    }
}

extension KeyDecoder {
    mutating func feed(_ scalar: Unicode.Scalar, at now: Int64) -> [Key] {
        switch state {
        case .plain, .paste, .pausedPaste: return feedPlain(scalar, at: now)
        case .escape: return feedAfterEscape(scalar)
        case .sequence(var sequence, _):
            state = .plain
            switch sequence.take(scalar) {
            case .continues: state = .sequence(sequence, deadline: nil)
            case .ends: finish(sequence, final: scalar, at: now)
            case .breaks: return feedPlain(scalar, at: now)
            }
        case .afterEscape(let until):
            state = .plain
            guard now < until, let sequence = EscapeSequence(introducer: scalar), sequence.isKey else {
                return feedPlain(scalar, at: now)
            }
            state = .lateSequence(sequence, until: until)
        case .lateSequence(var sequence, let until):
            state = .plain
            switch now < until ? sequence.take(scalar) : .breaks {
            case .continues: state = .lateSequence(sequence, until: until)
            case .ends: finish(sequence, final: scalar, at: now)
            case .breaks: return run.flush() + sequence.typed + feedPlain(scalar, at: now)
            }
        }
        return []
    }

    private mutating func feedAfterEscape(_ scalar: Unicode.Scalar) -> [Key] {
        // Escape twice: the first one was pressed alone.
        guard scalar.value != 0x1B else { return run.flush() + [.escape] }
        // Alt with a character is not bound: some terminals intercept it, others split it.
        state = EscapeSequence(introducer: scalar).map { .sequence($0, deadline: nil) } ?? .plain
        return []
    }

    /// A complete sequence unknown to the terminal library: ignored, unless it is a split mark of a paste.
    private mutating func finish(_ sequence: EscapeSequence, final: Unicode.Scalar, at now: Int64) {
        if final == "~", sequence.isPasteStart { state = .paste(.init(), last: now) }
    }

    mutating func feedPlain(_ scalar: Unicode.Scalar, at now: Int64) -> [Key] {
        switch scalar.value {
        case 0x1B:
            state = .escape
            return []
        case 0x09, 0x0A, 0x0D, 0x20..<0x7F, 0xA0...:
            run.append(scalar, at: now)
            return []
        default:
            guard let key = Self.controlKey(scalar.value) else { return [] }
            return run.flush() + [key]
        }
    }

    private static func controlKey(_ value: UInt32) -> Key? {
        switch value {
        case 0x08, 0x7F: .backspace
        // Ctrl-S and Ctrl-Q stop and start the output of old terminals; people press them by habit.
        case 0x11, 0x13: nil
        case 0x01...0x1A: Unicode.Scalar(value + 0x60).map { .control(Character($0)) }
        default: nil
        }
    }
}
