internal import Secrets

/// What a shell's completion script reads: one candidate a line, with its description behind a blank, and lines that begin
/// with a colon, which ask the script for something.
///
///     :gateway /home/jo/.openclaw/completions/openclaw.bash
///     anthropic:default API key
struct CompletionReply: Equatable {
    struct Candidate: Equatable {
        let word: String
        let text: String
    }

    /// The candidates that begin with what was typed.
    private(set) var candidates: [Candidate] = []
    /// Whether names of files are wanted.
    var wantsFiles = false
    /// The gateway's completion script, if its words fit here too.
    var gatewayScript: String?

    private let typed: String

    /// - Parameter typed: the word that is to be completed, as far as it is there.
    init(typed: String) { self.typed = typed }

    /// Adds a candidate, unless it does not begin as typed, stands there already, or could hold a secret or a character
    /// that a terminal would act on.
    mutating func add(_ word: String, _ text: String = "") {
        guard word.hasPrefix(typed), !word.isEmpty, !candidates.contains(where: { $0.word == word }),
            VisibleText.isVisible(word), Redaction.redact(word) == word, !word.contains(where: \.isWhitespace)
        else { return }
        candidates.append(Candidate(word: word, text: Redaction.redact(VisibleText.of(text))))
    }

    /// The lines to print.
    var lines: [String] {
        (gatewayScript.map { [":gateway \($0)"] } ?? []) + (wantsFiles ? [":files"] : [])
            + candidates.map { $0.text.isEmpty ? $0.word : $0.word + " " + $0.text }
    }
}
