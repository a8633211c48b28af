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

    /// All answers except the secrets.
    package private(set) var request = OnboardRequest()
    package private(set) var secret: Source?
    package private(set) var gatewayToken: Source?
    package private(set) var gatewayPassword: Source?

    private let document: Document
    private let path: String
    private let texts: Texts

    /// Parses the file's bytes; `path` is used in messages as it was typed.
    package init(_ bytes: [UInt8], path: String, texts: Texts = .english) throws(Problem) {
        do {
            document = try Document(parsing: bytes)
        } catch {
            let place = ["path": path, "line": "\(error.position.line)", "column": "\(error.position.column)"]
            throw Problem(code: "bad-answers", message: texts("error.answers.unparsable", place))
        }
        self.path = path
        self.texts = texts
        try read(document.root)
    }

    // MARK: - Members

    private static let names = [
        "agents", "authChoice", "cacheRetention", "gateway", "model", "nodeManager", "secret", "tokenExpiresIn",
        "tokenProfileId", "tokenProvider", "workspace",
    ]
    private static let gatewayNames = [
        "auth", "bind", "password", "port", "tailscale", "tailscaleResetOnExit", "token",
    ]

    private mutating func read(_ root: Value) throws(Problem) {
        for (name, value) in try members(root, among: Self.names, at: .root) {
            let pointer: Pointer = [.key(name)]
            switch name {
            case "agents": request.agents = try agents(value)
            case "authChoice": request.authChoice = try text(value, pointer)
            case "cacheRetention": request.cacheRetention = try text(value, pointer)
            case "gateway": try readGateway(value)
            case "model": request.model = try text(value, pointer)
            case "nodeManager": request.nodeManager = try text(value, pointer)
            case "secret": secret = try source(value, pointer)
            case "tokenExpiresIn": request.tokenExpiresIn = try text(value, pointer)
            case "tokenProfileId": request.tokenProfileID = try text(value, pointer)
            case "tokenProvider": request.tokenProvider = try text(value, pointer)
            default: request.workspace = try text(value, pointer)
            }
        }
    }

    private mutating func readGateway(_ section: Value) throws(Problem) {
        for (name, value) in try members(section, among: Self.gatewayNames, at: ["gateway"]) {
            let pointer: Pointer = ["gateway", .key(name)]
            switch name {
            case "auth": request.gateway.auth = try text(value, pointer)
            case "bind": request.gateway.bind = try text(value, pointer)
            case "password": gatewayPassword = try source(value, pointer)
            case "port": request.gateway.port = try number(value, pointer)
            case "tailscale": request.gateway.tailscale = try text(value, pointer)
            case "tailscaleResetOnExit": request.gateway.tailscaleResetOnExit = try flag(value, pointer)
            default: gatewayToken = try source(value, pointer)
            }
        }
    }

    /// The members of an object; throws for an unknown name.
    private func members(_ value: Value, among known: [String], at pointer: Pointer) throws(Problem) -> Members {
        guard let members = value.objectValue else { throw wrong(pointer, expected: "object") }
        for (name, _) in members where !known.contains(name) {
            let place = pointer.appending(.key(name))
            let shown = Redaction.redact(name)
            let next = nearest(to: name, in: known).map { texts("error.answers.unknown.next", ["name": $0]) }
            throw Problem(code: "bad-answers", message: message("unknown", place, ["name": shown]), next: next)
        }
        return members
    }

    // MARK: - Values

    private func text(_ value: Value, _ pointer: Pointer) throws(Problem) -> String {
        guard let text = value.stringValue else { throw wrong(pointer, expected: "text") }
        guard !Redaction.looksSecret(text) else {
            throw Problem(code: "secret-in-answers", message: message("secret", pointer), next: sourceHint)
        }
        return text
    }

    private func agents(_ value: Value) throws(Problem) -> [String] {
        let elements = value.arrayValue ?? [value]
        var agents: [String] = []
        for (index, element) in elements.enumerated() {
            let pointer: Pointer = value.arrayValue == nil ? ["agents"] : ["agents", .index(index)]
            agents.append(try text(element, pointer))
        }
        return agents
    }

    private func number(_ value: Value, _ pointer: Pointer) throws(Problem) -> String {
        guard let number = value.intValue else { throw wrong(pointer, expected: "number") }
        return String(number)
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

    private func message(_ key: String, _ pointer: Pointer, _ more: [String: String] = [:]) -> String {
        let line = document.position(of: pointer).map { String($0.line) } ?? "1"
        let place = ["path": path, "line": line, "key": Redaction.redact(pointer.description)]
        return texts("error.answers." + key, place.merging(more) { $1 })
    }
}
