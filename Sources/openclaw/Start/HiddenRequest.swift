internal import GatewayConfig
internal import GatewayHost

/// What the completions and the release ask of the program, in words that no help lists.
enum HiddenRequest {
    /// `__complete SHELL WORD...`: what may follow these words; the last one is completed.
    case complete(shell: String, words: [String])
    /// `__manual`: the manual page.
    case manual

    init?(_ words: [String]) {
        switch words.first {
        case "__complete" where words.count >= 3: self = .complete(shell: words[1], words: Array(words.dropFirst(2)))
        case ProgramArguments.manual where words.count == 1: self = .manual
        default: return nil
        }
    }

    func run() -> Int32 {
        switch self {
        case .manual: Console.output(page: ManualPage.text(of: OpenClaw.self))
        case .complete(let shell, let words):
            let (line, context) = Self.prepared(Array(words.dropLast()))
            let completion = Self.completion(of: line, previous: words.dropLast().last, typed: words.last ?? "", shell)
            for line in completion.reply(in: context).lines { Console.output(line) }
        }
        return 0
    }

    /// - Parameter line: the words before the one that is completed, without flags that only say which host is meant.
    private static func completion(of line: [String], previous: String?, typed: String, _ shell: String) -> Completion {
        let isHelp = line.first == CommandWords.help
        let before = isHelp ? Array(line.dropFirst()) : line
        let named = CommandWords(of: before)
        return Completion(
            command: named.known,
            type: named.command,
            isHelp: isHelp,
            isForeign: named.unknown != nil && !isHelp,
            arguments: Array(before.dropFirst(named.count)),
            previous: previous ?? "",
            typed: typed,
            shell: shell
        )
    }

    /// The words as a start prepares them, and the host that they mean. A profile or release that cannot be is none: the
    /// command itself says so, a completion does not.
    private static func prepared(_ words: [String]) -> (line: [String], context: ProgramContext) {
        let flags = GlobalFlags(in: words)
        try? flags.takeFolder()
        let (profile, rest) = (try? CommandProfile.extract(from: flags.rest)) ?? (nil, flags.rest)
        let line = AuthCommand.movingAgent(ColorFlag.removed(from: rest))
        return (line, .live(profile: profile, release: try? flags.choice()))
    }
}
