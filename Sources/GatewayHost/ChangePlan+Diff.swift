internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
internal import Secrets

extension ChangePlan {
    /// The plan as a difference of texts, file after file, in which every secret value reads `‹redacted›`.
    ///
    /// A changed secret would look the same on both sides, so its new line says that it is a new one.
    package func redactedDiff(display: (String) -> String = { $0 }) -> [DiffLine] {
        files.flatMap { file in
            let old = RedactedText.lines(of: file.basedOn.contents ?? [], role: file.role)
            let new = RedactedText.lines(of: file.contents ?? [], role: file.role, besides: file.basedOn.contents)
            return [DiffLine(kind: .file, text: display(file.path))] + LineDiff.between(old, new)
        }
    }
}

/// A file's text with the secrets taken out, for people to look at.
enum RedactedText {
    /// The lines of a text; a secret that `old` does not hold is marked as new.
    static func lines(of bytes: [UInt8], role: PlannedFile.Role, besides old: [UInt8]? = nil) -> [String] {
        guard !bytes.isEmpty else { return [] }
        let dialect: Document.Dialect = if case .credentialStore = role { .json } else { .json5 }
        guard let document = try? Document(parsing: bytes, dialect: dialect) else {
            // A text that does not parse has no known secret places: everything that looks like one goes.
            return Redaction.redact(String(decoding: bytes, as: UTF8.self)).splitLines
        }
        let before = old.flatMap { try? Document(parsing: $0, dialect: dialect) }
        var replacements: [(range: Range<Int>, text: String)] = []
        for pointer in SecretPlaces.pointers(in: document.root, isConfig: dialect == .json5) {
            guard let range = document.range(of: pointer) else { continue }
            let isNew = old != nil && before?.value(at: pointer) != document.value(at: pointer)
            replacements.append((range, isNew ? "\"‹redacted, new›\"" : "\"‹redacted›\""))
        }
        return Redaction.redact(apply(replacements, to: bytes)).splitLines
    }

    private static func apply(_ replacements: [(range: Range<Int>, text: String)], to bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var position = 0
        for (range, text) in replacements.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard range.lowerBound >= position else { continue }
            result += bytes[position..<range.lowerBound]
            result += Array(text.utf8)
            position = range.upperBound
        }
        return String(decoding: result + bytes[position...], as: UTF8.self)
    }
}

extension String {
    /// The text's lines; a line break at the end starts no further line.
    fileprivate var splitLines: [String] {
        var lines = split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}
