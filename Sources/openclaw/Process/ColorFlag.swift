/// `--no-color`, which every command of ours accepts in any position.
///
/// It is removed before parsing, so that no command has to declare it and a start without it pays nothing.
enum ColorFlag {
    private static let name = "--no-color"

    static func isGiven(in arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains(name)
    }

    /// The words without the flag; words after `--` are not flags.
    static func removed(from arguments: [String]) -> [String] {
        let flags = arguments.prefix { $0 != "--" }
        return flags.filter { $0 != name } + arguments.dropFirst(flags.count)
    }
}
