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
        case "__manual" where words.count == 1: self = .manual
        default: return nil
        }
    }

    func run() -> Int32 {
        switch self {
        case .manual: Console.output(page: ManualPage.text(of: OpenClaw.self))
        case .complete(let shell, let words):
            for line in Self.completion(of: words, shell).reply(in: Self.context(of: words)).lines {
                Console.output(line)
            }
        }
        return 0
    }

    private static func completion(of words: [String], _ shell: String) -> Completion {
        let typed = words.last ?? ""
        // The flags before a command change which host is meant, and not what may follow.
        let before = Self.profile(of: Array(words.dropLast())).rest
        let named = CommandWords(of: before)
        return Completion(
            command: named.known,
            type: named.command,
            isForeign: named.unknown != nil && !(named.known == ["help"]),
            arguments: Array(before.dropFirst(named.count)),
            previous: words.dropLast().last ?? "",
            typed: typed,
            shell: shell
        )
    }

    private static func context(of words: [String]) -> ProgramContext {
        .live(profile: profile(of: Array(words.dropLast())).profile)
    }

    /// A profile that cannot be is none: the command itself says so, a completion does not.
    private static func profile(of words: [String]) -> (profile: CommandProfile?, rest: [String]) {
        let rest = ReleaseFlag(in: words).rest
        guard let (profile, remaining) = try? CommandProfile.extract(from: rest) else { return (nil, rest) }
        return (profile, ColorFlag.removed(from: remaining))
    }
}
