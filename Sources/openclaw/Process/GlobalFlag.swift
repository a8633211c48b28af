internal import Secrets

/// A flag with a value that every command of ours accepts in any position, because it says which host is meant.
///
/// It is removed before parsing, so that no command has to declare it and a start without it pays nothing.
struct GlobalFlag: Equatable {
    static let release = "--gateway-release"
    static let stateFolder = "--state-dir"

    /// Whether a secret stands in place of a path, which has a slash or none of a secret's look: the names of folders may
    /// be random.
    var holdsSecret: Bool { value.map { !$0.contains("/") && Redaction.looksSecret($0) } ?? false }

    /// The words of the command line without the flag and its value; words after `--` are no flags.
    let rest: [String]
    /// Whether the flag was given.
    let isGiven: Bool
    /// The value; the last one counts. Nil without one.
    let value: String?

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
