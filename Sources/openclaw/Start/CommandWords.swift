internal import ArgumentParser

/// The leading words of a command line, followed down the tree of our own commands.
struct CommandWords {
    /// The words that name commands of ours, from the root on.
    let known: [String]
    /// The next word, where a command of ours had to stand and none has that name.
    let unknown: String?
    /// The command that the known words name; the root for `help`, which the parser answers.
    let command: any ParsableCommand.Type
    /// What may stand behind the known words.
    let names: [String]

    /// The command as a person types it.
    var line: String { (["openclaw"] + known).joined(separator: " ") }

    /// How many words those are.
    var count: Int { known.count }

    /// The word that the parser knows by itself: it is followed by the words of a command.
    private static let help = "help"

    init(of words: some Sequence<String>) {
        var command: any ParsableCommand.Type = OpenClaw.self
        var known: [String] = []
        var unknown: String?
        for word in words {
            guard !word.hasPrefix("-"), !Self.names(below: command).isEmpty else { break }
            if known.isEmpty, word == Self.help {
                known.append(word)
                continue
            }
            guard let next = command.configuration.subcommands.first(where: { $0.names.contains(word) }) else {
                unknown = word
                break
            }
            known.append(word)
            command = next
        }
        self.known = known
        self.unknown = unknown
        self.command = known.first == Self.help ? OpenClaw.self : command
        names = Self.names(below: command) + (known.isEmpty ? [Self.help] : [])
    }

    private static func names(below command: any ParsableCommand.Type) -> [String] {
        command.configuration.subcommands.flatMap { $0.names }
    }
}

extension ParsableCommand {
    /// The word of the command and the other words for it.
    fileprivate static var names: [String] { [configuration.commandName].compactMap(\.self) + configuration.aliases }
}
