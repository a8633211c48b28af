/// `--no-color`, which every command of ours takes in any place.
///
/// Taken out before the command is parsed, so that it costs nothing where it is not given.
enum ColorFlag {
    private static let name = "--no-color"

    static func isGiven(in arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains(name)
    }

    /// The words without the flag; what stands behind `--` is no flag.
    static func removed(from arguments: [String]) -> [String] {
        let flags = arguments.prefix { $0 != "--" }
        return flags.filter { $0 != name } + arguments.dropFirst(flags.count)
    }
}
