internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import TerminalUI

/// The answers as one command that does the same without a screen; the secret is read from standard input.
struct SetupCommand {
    let answers: SetupAnswers
    let facts: SetupFacts

    /// The arguments, a flag and its value together.
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

    /// The secret comes through standard input.
    var readsSecret: Bool { answers.storesCredential && !answers.usesEnvironment }

    private var credential: [String] {
        guard answers.storesCredential else { return ["--auth-choice skip"] }
        if case .environment(let variable) = answers.method {
            return answers.kind == .token
                ? ["--auth-choice setup-token", "--token \"$\(variable)\""]
                : ["--anthropic-api-key \"$\(variable)\""]
        }
        var parts = answers.kind == .token ? ["--auth-choice setup-token", "--token -"] : ["--anthropic-api-key -"]
        if case .replace(let id) = answers.intent { parts.append("--token-profile-id \(Self.quoted(id))") }
        return parts
    }

    /// The command in lines that a shell reads as one; a flag never parts from its value.
    func lines(columns: Int) -> [String] { Self.lines(of: parts, columns: columns) }

    /// Parts of a command in lines that a shell reads as one.
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

    /// The word as a shell reads it.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._:@-".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
