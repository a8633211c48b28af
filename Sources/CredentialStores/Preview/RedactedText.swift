package import JSON5
package import Secrets

/// Tells which values of a text are secret, during a walk over it.
package protocol SecretFinder {
    /// Enters a member or an element.
    mutating func enter(_ component: Pointer.Component)
    /// Returns to the container.
    mutating func leave()
    /// Whether the string or number at this position is a secret.
    mutating func isSecret(_ value: Value) -> Bool
}

/// A file's text with secrets redacted, for display.
package struct RedactedText<Finder: SecretFinder> {
    private let bytes: [UInt8]
    /// Nil if the text does not parse.
    private let document: Document?
    private let finder: Finder
    private let isThere: Bool

    /// - Parameter finder: at the root of the text.
    package init(_ bytes: [UInt8]?, dialect: Document.Dialect, finder: Finder) {
        self.bytes = bytes ?? []
        self.finder = finder
        isThere = bytes != nil
        document = bytes.flatMap { try? Document(parsing: $0, dialect: dialect) }
    }

    /// The line diff to another text; a secret that this text does not contain is marked as new.
    ///
    /// Only the lines around the change are redacted, because a large file changes in few lines.
    package func difference(to after: RedactedText) -> [DiffLine] {
        let parts = ChangedPart(from: bytes, to: after.bytes)
        var known = document.map { NodeFinder($0) }
        return LineDiff.between(
            lines(in: parts.old) { _, _ in false },
            after.lines(in: parts.new) { isThere && known?.value(at: $0) != $1 }
        )
    }

    private func lines(in part: Range<Int>, isNew: (Pointer, Value) -> Bool) -> [String] {
        guard !part.isEmpty else { return [] }
        guard document != nil else { return unparsedLines(in: part) }
        var search = SecretSearch(finder: finder)
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

    /// A text that does not parse has no known secret fields, so its keys tell. It is read from its start, because what
    /// stands before a part can be the key of its first value.
    private func unparsedLines(in part: Range<Int>) -> [String] {
        let shown = UnparsedText(bytes).lines
        let breaks = bytes.indices.filter { bytes[$0] == 0x0A }
        // A hidden value can hold line breaks; then no line has its number any more.
        guard shown.count == breaks.count + 1 else { return shown }
        let first = breaks.count { $0 < part.lowerBound }
        let last = breaks.count { $0 < part.upperBound - 1 }
        return Array(shown[first...last])
    }
}

/// Collects the secrets in a part of a text.
private struct SecretSearch<Finder: SecretFinder>: ScalarVisitor {
    var finder: Finder
    private var pointer = Pointer.root
    private(set) var found: [Document.Scalar] = []

    init(finder: Finder) {
        self.finder = finder
    }

    mutating func enter(_ component: Pointer.Component) {
        pointer.components.append(component)
        finder.enter(component)
    }

    mutating func leave() {
        pointer.components.removeLast()
        finder.leave()
    }

    mutating func visit(_ value: Value, at range: Range<Int>) {
        if finder.isSecret(value) { found.append(Document.Scalar(pointer: pointer, range: range, value: value)) }
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
