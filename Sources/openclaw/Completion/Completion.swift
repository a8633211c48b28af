internal import ArgumentParser
internal import GatewayHost

/// Finds what may come next on a command line; reads the host and never writes.
struct Completion {
    /// The words that name a command of ours, without the program's name.
    let command: [String]
    let type: any ParsableCommand.Type
    /// Whether `help` stands before them: then only the names of commands and topics follow.
    let isHelp: Bool
    /// Whether the words go on with a command that is not ours.
    let isForeign: Bool
    /// The words between the command and the one to be completed.
    let arguments: [String]
    /// The word before it; empty if it is the first one.
    let previous: String
    /// The word to be completed, as far as it is there.
    let typed: String
    /// `bash`, `zsh` or `fish`.
    let shell: String

    /// Flags that every command takes; they are no part of its help.
    private static let everywhere = [
        ("--accessible", "help.accessible"), ("--no-color", "completion.noColor"),
        (GlobalFlag.release, "completion.release"), (GlobalFlag.stateFolder, "completion.stateDir"),
    ]

    /// Commands with subcommands below which the gateway has words of its own.
    private static let shared = [[], ["models"], ["models", "auth"]]

    func reply(in context: ProgramContext) -> CompletionReply {
        var reply = CompletionReply(typed: typed)
        guard !isForeign else {
            reply.gatewayScript = GatewayScript.path(for: shell, in: context)
            return reply
        }
        let values = CompletionValues(context: context)
        guard !isHelp else {
            if arguments.isEmpty { addCommands(values, to: &reply) }
            return reply
        }
        if previous.hasPrefix("--"), !previous.contains("="), takesValue(previous) {
            values.add(CompletionValues.kind(ofFlag: previous), agents: agents, to: &reply)
        } else if typed.hasPrefix("-") {
            addFlags(to: &reply)
        } else if type.configuration.subcommands.isEmpty {
            values.add(CompletionValues.kind(ofArguments: command), agents: agents, to: &reply)
        } else if operands.isEmpty {
            addCommands(values, to: &reply)
            if Self.shared.contains(command) { reply.gatewayScript = GatewayScript.path(for: shell, in: context) }
        }
        return reply
    }

    /// The agents that the line names so far.
    private var agents: [String] {
        zip(arguments, arguments.dropFirst()).filter { $0.0 == "--agent" }.map(\.1)
    }

    /// The arguments that are neither flags nor the values of flags.
    private var operands: [String] {
        zip([""] + arguments, arguments).filter { !$1.hasPrefix("-") && !takesValue($0) }.map(\.1)
    }

    private func takesValue(_ name: String) -> Bool {
        [GlobalFlag.release, GlobalFlag.stateFolder].contains(name)
            || (command == ["models", "auth"] && name == "--agent")
            || help.flags.contains { $0.names.contains(name) && $0.takesValue }
    }

    private var help: HelpPage { HelpPage(of: type) }

    private func addFlags(to reply: inout CompletionReply) {
        for flag in help.flags {
            for name in flag.names where name.hasPrefix("--") || typed == "-" { reply.add(name, flag.text) }
        }
        if command.isEmpty { reply.add("--changes", Words.text("completion.changes")) }
        for (name, key) in Self.everywhere { reply.add(name, Words.text(key)) }
    }

    private func addCommands(_ values: CompletionValues, to reply: inout CompletionReply) {
        for command in type.configuration.subcommands where command.configuration.shouldDisplay {
            reply.add(command.configuration.commandName ?? "", command.configuration.abstract)
        }
        guard command.isEmpty else { return }
        if isHelp {
            values.add(.topic, agents: [], to: &reply)
        } else {
            reply.add("help", Words.text("completion.help"))
        }
    }
}
