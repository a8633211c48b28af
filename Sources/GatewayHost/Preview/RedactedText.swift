internal import GatewayConfig
internal import JSON5
internal import Secrets

/// A file's text with secrets redacted, for display.
struct RedactedText {
    private let bytes: [UInt8]
    /// Nil if the text does not parse.
    private let document: Document?
    private let isConfig: Bool
    private let format: ConfigFormat?

    private init(_ bytes: [UInt8]?, _ role: PlannedFile.Role, _ format: ConfigFormat?) {
        self.format = format
        self.bytes = bytes ?? []
        isConfig = if case .credentialStore = role { false } else { true }
        document = bytes.flatMap { [isConfig] in try? Document(parsing: $0, dialect: isConfig ? .json5 : .json) }
    }

    /// The line diff of two texts; a secret that the old text does not contain is marked as new.
    ///
    /// Only the lines around the change are redacted, because a large file changes in few lines.
    ///
    /// - Parameter format: how the gateway reads a config; without one, names alone tell what is secret.
    static func difference(
        from old: [UInt8]?,
        to new: [UInt8]?,
        role: PlannedFile.Role,
        format: ConfigFormat?
    ) -> [DiffLine] {
        let (before, after) = (RedactedText(old, role, format), RedactedText(new, role, format))
        let parts = ChangedPart(from: before.bytes, to: after.bytes)
        var known = before.document.map { NodeFinder($0) }
        return LineDiff.between(
            before.lines(in: parts.old) { _, _ in false },
            after.lines(in: parts.new) { old != nil && known?.value(at: $0) != $1 }
        )
    }

    private func lines(in part: Range<Int>, isNew: (Pointer, Value) -> Bool) -> [String] {
        guard !part.isEmpty else { return [] }
        // A text that does not parse has no known secret fields, so everything that looks like a secret is redacted.
        var search = SecretSearch(walk: SecretWalk(isConfig: isConfig, schema: format?.schema))
        document?.visitScalars(in: part, &search)
        var shown: [UInt8] = []
        var position = part.lowerBound
        for secret in search.found {
            shown += bytes[position..<max(position, secret.range.lowerBound)]
            shown += (isNew(secret.pointer, secret.value) ? "\"‹redacted, new›\"" : "\"‹redacted›\"").utf8
            position = min(secret.range.upperBound, part.upperBound)
        }
        shown += bytes[position..<part.upperBound]
        return Redaction.redact(String(decoding: shown, as: UTF8.self)).splitLines
    }
}

/// Collects the secrets in a part of a text.
private struct SecretSearch: ScalarVisitor {
    var walk: SecretWalk
    private var pointer = Pointer.root
    private(set) var found: [Document.Scalar] = []

    init(walk: SecretWalk) {
        self.walk = walk
    }

    mutating func enter(_ component: Pointer.Component) {
        pointer.components.append(component)
        walk.enter(component)
    }

    mutating func leave() {
        pointer.components.removeLast()
        walk.leave()
    }

    mutating func visit(_ value: Value, at range: Range<Int>) {
        if walk.isSecret(value) { found.append(Document.Scalar(pointer: pointer, range: range, value: value)) }
    }
}

/// The lines from the first to the last difference, with context.
private struct ChangedPart {
    let old: Range<Int>
    let new: Range<Int>

    /// One more than is shown: the line before can reveal that a line holds a secret.
    private static let linesAround = LineDiff.context + 1

    init(from old: [UInt8], to new: [UInt8]) {
        let shorter = min(old.count, new.count)
        var start = 0
        while start < shorter, old[start] == new[start] { start += 1 }
        var same = 0
        while same < shorter - start, old[old.count - same - 1] == new[new.count - same - 1] { same += 1 }
        guard start < max(old.count, new.count) else {
            (self.old, self.new) = (0..<0, 0..<0)
            return
        }
        let begin = Self.lineStart(before: start, in: old)
        let end = Self.lineEnd(behind: old.count - same, in: old)
        self.old = begin..<end
        self.new = begin..<end + new.count - old.count
    }

    private static func lineStart(before offset: Int, in text: [UInt8]) -> Int {
        var (offset, lines) = (offset, 0)
        while offset > 0 {
            if text[offset - 1] == 0x0A {
                if lines == linesAround { return offset }
                lines += 1
            }
            offset -= 1
        }
        return 0
    }

    private static func lineEnd(behind offset: Int, in text: [UInt8]) -> Int {
        var (offset, lines) = (offset, 0)
        while offset < text.count, lines <= linesAround {
            if text[offset] == 0x0A { lines += 1 }
            offset += 1
        }
        return offset
    }
}

extension String {
    /// The lines of the text; a trailing line break does not start another line.
    fileprivate var splitLines: [String] {
        var lines = split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
