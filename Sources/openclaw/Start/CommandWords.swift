internal import ArgumentParser
internal import GatewayConfig
internal import GatewayHost

/// The leading words of a command line, resolved in the tree of this program's commands.
struct CommandWords {
    /// The words that name a command and its subcommands.
    let known: [String]
    /// The next word, if a subcommand is expected there and none has this name.
    let unknown: String?
    /// The command named by the known words; the root command after `help`, which the parser handles.
    let command: any ParsableCommand.Type
    /// The names that may follow the known words; made when an unknown word is told of, because a start needs none.
    private var names: [String] {
        command.configuration.subcommands.flatMap { $0.names } + (known.isEmpty ? [Self.help] : [])
    }

    /// The command as typed, behind the program's word: `openclaw models auth`.
    var line: String { ([Words.texts.program] + known).joined(separator: " ") }

    /// The number of known words.
    var count: Int { known.count }

    /// The command that was probably meant by the unknown word; nil if none is near.
    var nearest: String? { unknown.flatMap { GatewayConfig.nearest(to: $0, in: names) }.map { line + " " + $0 } }

    /// Handled by the parser; the words of a command follow it.
    static let help = "help"

    init(of words: some Sequence<String>) {
        var command: any ParsableCommand.Type = OpenClaw.self
        var known: [String] = []
        var unknown: String?
        for word in words {
            let subcommands = command.configuration.subcommands
            guard !word.hasPrefix("-"), !subcommands.isEmpty else { break }
            if known.isEmpty, word == Self.help {
                known.append(word)
                continue
            }
            guard let next = subcommands.first(where: { $0.isNamed(word) }) else {
                unknown = word
                break
            }
            known.append(word)
            command = next
        }
        self.known = known
        self.unknown = unknown
        self.command = known.first == Self.help ? OpenClaw.self : command
    }
}

extension ParsableCommand {
    /// The command's name and its aliases.
    fileprivate static var names: [String] { [configuration.commandName].compactMap(\.self) + configuration.aliases }

    fileprivate static func isNamed(_ word: String) -> Bool {
        let configuration = configuration
        return configuration.commandName == word || configuration.aliases.contains(word)
    }
}
