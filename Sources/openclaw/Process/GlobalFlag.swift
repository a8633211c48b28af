internal import Secrets

/// A flag with a value that every command of ours accepts in any position, because it says which host is meant.
///
/// It is removed before parsing, so that no command has to declare it and a start without it pays nothing.
struct GlobalFlag: Equatable {
    static let release = "--gateway-release"
    static let stateFolder = "--state-dir"

    /// The words of the command line without the flag and its value; words after `--` are no flags.
    let rest: [String]
    /// Whether the flag was given.
    let isGiven: Bool
    /// The value; the last one counts. Nil without one.
    let value: String?

    /// Whether a secret was given in place of a path. What has a slash is a path, because the name of a folder may be random.
    var holdsSecret: Bool { value.map { !$0.contains("/") && Redaction.looksSecret($0) } ?? false }

    /// The two flags of a command line; the rest of the second one is without both.
    static func all(in arguments: [String]) -> (release: GlobalFlag, stateFolder: GlobalFlag) {
        let release = GlobalFlag(release, in: arguments)
        return (release, GlobalFlag(stateFolder, in: release.rest))
    }

    /// - Parameter name: with its dashes.
    init(_ name: String, in arguments: [String]) {
        guard arguments.contains(where: { $0.hasPrefix(name) }) else {
            (rest, isGiven, value) = (arguments, false, nil)
            return
        }
        var (rest, isGiven, value): ([String], Bool, String?) = ([], false, nil)
        let flags = arguments.prefix { $0 != "--" }
        var index = flags.startIndex
        while index < flags.endIndex {
            let word = flags[index]
            index += 1
            if word == name {
                isGiven = true
                value = nil
                guard index < flags.endIndex, !flags[index].hasPrefix("-") else { continue }
                value = flags[index]
                index += 1
            } else if word.hasPrefix(name + "=") {
                (isGiven, value) = (true, String(word.dropFirst(name.count + 1)))
            } else {
                rest.append(word)
            }
        }
        (self.rest, self.isGiven, self.value) = (rest + arguments.dropFirst(flags.count), isGiven, value)
    }
}
