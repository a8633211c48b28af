internal import GatewayHost

/// `--gateway-release NAME`, which every command of ours accepts in any position: the release of the gateway on this
/// host, where the host itself does not tell or says several.
///
/// It is removed before parsing, so that no command has to declare it and a start without it pays nothing.
struct ReleaseFlag: Equatable {
    private static let name = "--gateway-release"

    /// The words of the command line without the flag and its value; words after `--` are no flags.
    let rest: [String]
    /// Whether the flag was given.
    let isGiven: Bool
    /// The value; the last one counts.
    private let value: String?

    init(in arguments: [String]) {
        guard arguments.contains(where: { $0.hasPrefix(Self.name) }) else {
            (rest, isGiven, value) = (arguments, false, nil)
            return
        }
        var (rest, isGiven, value): ([String], Bool, String?) = ([], false, nil)
        let flags = arguments.prefix { $0 != "--" }
        var index = flags.startIndex
        while index < flags.endIndex {
            let word = flags[index]
            index += 1
            if word == Self.name {
                isGiven = true
                value = nil
                guard index < flags.endIndex, !flags[index].hasPrefix("-") else { continue }
                value = flags[index]
                index += 1
            } else if word.hasPrefix(Self.name + "=") {
                (isGiven, value) = (true, String(word.dropFirst(Self.name.count + 1)))
            } else {
                rest.append(word)
            }
        }
        (self.rest, self.isGiven, self.value) = (rest + arguments.dropFirst(flags.count), isGiven, value)
    }

    /// What is named; nil without the flag. Throws if it names nothing known.
    func choice() throws(Problem) -> ReleaseChoice? {
        isGiven ? try ReleaseChoice(value ?? "", Words.texts) : nil
    }
}
