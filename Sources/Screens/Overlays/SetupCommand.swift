internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The equivalent command for the answers; it reads the secret from standard input.
struct SetupCommand {
    let answers: SetupAnswers
    let facts: SetupFacts

    /// The arguments; each element holds a flag with its value.
    var parts: [String] {
        var parts = ["openclaw onboard", "--non-interactive", "--accept-risk"]
        parts += credential
        if answers.agents != facts.agents.filter(\.isDefault).map(\.id) {
            parts += answers.agents.map { "--agent \(Self.quoted($0))" }
        }
        if let model = answers.model { parts.append("--model \(Self.quoted(model))") }
        if let retention = answers.cacheRetention { parts.append("--cache-retention \(retention.rawValue)") }
        if let port = answers.gateway?.port { parts.append("--gateway-port \(port)") }
        if let bind = answers.gateway?.bind { parts.append("--gateway-bind \(Self.quoted(bind))") }
        return parts
    }

    /// Whether the command reads the secret from standard input.
    var readsSecret: Bool { answers.storesCredential && !answers.usesEnvironment }

    private var credential: [String] {
        guard answers.storesCredential else { return ["--auth-choice skip"] }
        if case .environment(let variable) = answers.method {
            return answers.kind == .setupToken
                ? ["--auth-choice setup-token", "--token \"$\(variable)\""]
                : ["--anthropic-api-key \"$\(variable)\""]
        }
        var parts =
            answers.kind == .setupToken ? ["--auth-choice setup-token", "--token -"] : ["--anthropic-api-key -"]
        if case .replace(let id) = answers.intent { parts.append("--token-profile-id \(Self.quoted(id))") }
        return parts
    }

    /// The command as shell lines joined by backslashes; a flag and its value stay on one line.
    func lines(columns: Int) -> [String] { Self.lines(of: parts, columns: columns) }

    /// Parts of a command as shell lines joined by backslashes.
    static func lines(of parts: [String], columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for part in parts {
            let longer = line.isEmpty ? part : line + " " + part
            if !line.isEmpty, TextWidth.columns(of: longer) + 2 > columns {
                lines.append(line + " \\")
                line = "  " + part
            } else {
                line = longer
            }
        }
        return lines + [line]
    }

    /// The word, quoted for a shell if necessary.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._:@-".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
