internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The equivalent command for the answers; it reads the secret from standard input.
struct SetupCommand {
    let answers: SetupAnswers
    let facts: SetupFacts
    /// The word that starts this program.
    let program: String
    var fields = SetupField.all

    /// The arguments; each element holds a flag with its value.
    var parts: [String] {
        var parts = [program + " onboard", "--non-interactive", "--accept-risk"]
        parts += credential
        if answers.agents != facts.agents.filter(\.isDefault).map(\.id) {
            parts += Self.parts(.agents, .list(answers.agents))
        }
        for field in fields where !field.isStored { parts += Self.parts(field, answers[field]) }
        return parts
    }

    /// A flag with its value; nothing for a value that is not given, and never a secret.
    private static func parts(_ field: SetupField, _ value: SetupValue?) -> [String] {
        field.words(value).map { words in
            words.enumerated().map { $0 == 0 ? $1 : quoted($1) }.joined(separator: " ")
        }
    }

    /// Whether the command reads the secret from standard input.
    var readsSecret: Bool { answers.storesCredential && !answers.usesEnvironment }

    private var credential: [String] {
        guard answers.storesCredential else { return Self.parts(.authChoice, .text("skip")) }
        let isToken = answers.kind == .setupToken
        let choice = isToken ? Self.parts(.authChoice, .text(SecretKind.setupToken.rawValue)) : []
        let secret = (isToken ? SetupField.token : .anthropicAPIKey).flag
        if case .environment(let variable) = answers.method { return choice + ["\(secret) \"$\(variable)\""] }
        let replaced: SetupValue? = if case .replace(let id) = answers.intent { .text(id) } else { nil }
        return choice + ["\(secret) -"] + Self.parts(.tokenProfileID, replaced)
    }

    /// The word, quoted for a shell if necessary.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._:@-".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
