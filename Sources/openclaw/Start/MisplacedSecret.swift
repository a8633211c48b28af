internal import GatewayHost
internal import Secrets

/// A secret on the command line in place of a model, a name or the key of a setting.
///
/// Messages, the record of checks and the config would repeat it, so the command is refused before it starts. The shell's
/// history may contain it by then, and the message says so.
struct MisplacedSecret: Equatable {
    /// The flag it was given to, or the command.
    let place: String

    /// Flags whose own check has a more specific message.
    private static let judgedLater: Set<String> = ["--profile-id", "--token-profile-id"]

    /// The first misplaced secret of a command line; nil if there is none.
    ///
    /// - Parameters:
    ///   - command: the leading words of the command line.
    ///   - profile: the value of `--profile`, which names a folder.
    static func first(in words: [String], _ command: CommandWords, profile: String?) -> MisplacedSecret? {
        if let profile, isSecret(profile) { return .init(place: "--profile") }
        // The value of `config set` may be a secret; the command itself says how to keep it off the command line.
        let isSetting = command.known == ["config", "set"]
        var flag: String?
        var position = 0
        for word in words.dropFirst(command.count) {
            guard !word.hasPrefix("--") else {
                let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                if parts.count == 2, !mayHoldSecret(parts[0]), isSecret(parts[1]) { return .init(place: parts[0]) }
                // Not a flag but a secret behind dashes.
                if isSecret(parts[0]) { return .init(place: command.line) }
                flag = parts.count == 1 ? word : nil
                continue
            }
            if let name = flag, !isSetting || name == "--lock-timeout" {
                if !mayHoldSecret(name), isSecret(word) { return .init(place: name) }
            } else {
                position += 1
                if !isSetting || position == 1, isSecret(word) { return .init(place: command.line) }
            }
            flag = nil
        }
        return nil
    }

    var problem: Problem {
        Problem(
            code: "misplaced-secret",
            message: Words.text("error.misplacedSecret", ["place": place]),
            details: [Words.text("error.misplacedSecret.history"), Words.text("file.nothingChanged")],
            next: Words.text("error.misplacedSecret.next")
        )
    }

    private static func mayHoldSecret(_ flag: String) -> Bool {
        SetupField.all.contains { $0.isSecret && $0.flag == flag } || judgedLater.contains(flag)
            || flag.hasSuffix("-file") || flag == "--answers"
            || GatewayFlags.isOne(flag)
    }

    /// Known prefixes only: a folder or an id may look as random as a secret.
    private static func isSecret(_ word: String) -> Bool {
        guard Redaction.looksSecret(word) else { return false }
        return SecretPrefixes.isClaude(in: word)
            || word.split(whereSeparator: { ":/,".contains($0) }).contains { part in
                if case .otherVendor = RecognisedSecret.recognise(Secret(String(part))) { true } else { false }
            }
    }
}
