internal import GatewayConfig
internal import JSON5
internal import Secrets

/// The file of `onboard --answers FILE`: JSON5 with the same names and values as the flags, without secrets.
///
///     { authChoice: "apiKey", secret: { file: "/run/key" },
///       model: "anthropic/claude-opus-4-6", gateway: { port: 18790 } }
///
/// It refers to a secret by its source, so that the file can be stored, displayed and shared.
package struct AnswersFile: Sendable {
    /// The source of a secret.
    package enum Source: Sendable, Equatable {
        case standardInput
        /// A file path as written in the file.
        case file(String)
        /// The name of an environment variable.
        case variable(String)
    }

    /// A secret that the file names.
    package struct NamedSource: Sendable {
        package let field: SetupField
        package let source: Source
    }

    /// All answers except the secrets.
    package private(set) var request = OnboardRequest()
    /// The secrets that the file names, in the order of the table.
    package var secrets: [NamedSource] {
        fields.filter(isMeant).compactMap { field in
            sources[field.word].map { NamedSource(field: field, source: $0) }
        }
    }

    var sources: [Pointer: Source] = [:]
    /// What is wrong in the file, in its order.
    private(set) var mistakes: [Mistake] = []
    let fields: [SetupField]
    private let document: Document
    private let path: String
    let texts: Texts

    /// Parses the file's bytes; `path` is used in messages as it was typed.
    package init(
        _ bytes: [UInt8],
        path: String,
        texts: Texts = .english,
        fields: [SetupField] = SetupField.all
    ) throws(Problem) {
        try self.init(reading: bytes, path: path, texts: texts, fields: fields)
        if let first = mistakes.first { throw first.problem }
    }

    /// Keeps the mistakes; throws only for a file that cannot be read at all.
    init(reading bytes: [UInt8], path: String, texts: Texts, fields: [SetupField]) throws(Problem) {
        do {
            document = try Document(parsing: bytes)
        } catch {
            let place = ["path": path, "line": "\(error.position.line)", "column": "\(error.position.column)"]
            throw Problem(code: "bad-answers", message: texts("error.answers.unparsable", place))
        }
        self.path = path
        self.texts = texts
        self.fields = fields
        read(document.root, at: .root)
    }

    /// API key and setup-token have the same word: which of the two it stands for, `authChoice` says.
    private func isMeant(_ field: SetupField) -> Bool {
        guard case .secret(let kind?) = field.kind else { return field.isSecret }
        return kind == (request.authChoice.flatMap(OnboardRequest.Choice.init(word:))?.kind ?? .apiKey)
    }

    // MARK: - Members

    /// Reads an object: each member is the word of a field, or the beginning of the words of several.
    private mutating func read(_ value: Value, at section: Pointer) {
        for (name, value) in members(value, among: names(below: section), at: section) {
            let pointer = section.appending(name)
            guard let field = fields.first(where: { $0.word == pointer }) else {
                read(value, at: pointer)
                continue
            }
            do throws(Problem) {
                try take(value, of: field)
            } catch {
                note(error, at: pointer)
            }
        }
    }

    /// Notes a mistake at a place of the file.
    mutating func note(_ problem: Problem, at pointer: Pointer) {
        let key = Redaction.redact(pointer.description)
        mistakes.append(Mistake(key: key, line: line(of: pointer), problem: problem))
    }

    /// The names that an object may have, sorted.
    private func names(below section: Pointer) -> [String] {
        let depth = section.components.count
        let names = fields.compactMap { field -> String? in
            guard section.contains(field.word), field.word.components.count > depth,
                case .key(let name) = field.word.components[depth]
            else { return nil }
            return name
        }
        return Set(names).sorted()
    }

    private mutating func take(_ value: Value, of field: SetupField) throws(Problem) {
        switch field.kind {
        case .text: request[field] = .text(try text(value, field.word))
        case .number: request[field] = .number(try number(value, field.word))
        // A flag that is not raised is no answer, as on the command line.
        case .flag: request[field] = try flag(value, field.word) ? .flag(true) : nil
        case .list: request[field] = .list(try list(value, field.word))
        case .secret: sources[field.word] = try source(value, field.word)
        }
    }

    /// The known members of an object; the other ones are mistakes.
    private mutating func members(_ value: Value, among known: [String], at pointer: Pointer) -> [(String, Value)] {
        guard let members = value.objectValue else {
            note(wrong(pointer, expected: "object"), at: pointer)
            return []
        }
        for (name, _) in members where !known.contains(name) {
            let place = pointer.appending(.key(name))
            let shown = Redaction.redact(name)
            let next = nearest(to: name, in: known).map { texts("error.answers.unknown.next", ["name": $0]) }
            let problem = Problem(code: "bad-answers", message: message("unknown", place, ["name": shown]), next: next)
            note(problem, at: place)
        }
        return members.filter { known.contains($0.key) }.map { ($0.key, $0.value) }
    }

    // MARK: - Values

    private func text(_ value: Value, _ pointer: Pointer) throws(Problem) -> String {
        guard let text = value.stringValue else { throw wrong(pointer, expected: "text") }
        guard !Redaction.looksSecret(text) else {
            throw Problem(code: "secret-in-answers", message: message("secret", pointer), next: sourceHint)
        }
        return text
    }

    /// One text, or several in an array.
    private func list(_ value: Value, _ pointer: Pointer) throws(Problem) -> [String] {
        guard let elements = value.arrayValue else { return [try text(value, pointer)] }
        var list: [String] = []
        for (index, element) in elements.enumerated() { list.append(try text(element, pointer.appending(index))) }
        return list
    }

    private func number(_ value: Value, _ pointer: Pointer) throws(Problem) -> Int {
        guard let number = value.intValue else { throw wrong(pointer, expected: "number") }
        return Int(number)
    }

    private func flag(_ value: Value, _ pointer: Pointer) throws(Problem) -> Bool {
        guard let flag = value.boolValue else { throw wrong(pointer, expected: "flag") }
        return flag
    }

    /// `"-"`, `{ file: PATH }` or `{ variable: NAME }`. Anything else could be the secret itself, so it is not quoted.
    private func source(_ value: Value, _ pointer: Pointer) throws(Problem) -> Source {
        if value == "-" { return .standardInput }
        guard let members = value.objectValue, members.count == 1 else {
            throw Problem(code: "secret-in-answers", message: message("secret", pointer), next: sourceHint)
        }
        if let path = members["file"] { return .file(try text(path, pointer.appending("file"))) }
        if let name = members["variable"] { return .variable(try text(name, pointer.appending("variable"))) }
        throw Problem(code: "secret-in-answers", message: message("secret", pointer), next: sourceHint)
    }

    // MARK: - Words

    private var sourceHint: String { texts("error.answers.secret.next") }

    private func wrong(_ pointer: Pointer, expected: String) -> Problem {
        Problem(code: "bad-answers", message: message("wrong." + expected, pointer))
    }

    private func line(of pointer: Pointer) -> Int { document.position(of: pointer).map(\.line) ?? 1 }

    func message(_ key: String, _ pointer: Pointer, _ more: [String: String] = [:]) -> String {
        let place = ["path": path, "line": String(line(of: pointer)), "key": Redaction.redact(pointer.description)]
        return texts("error.answers." + key, place.merging(more) { $1 })
    }
}
