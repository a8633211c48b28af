internal import GatewayHost

/// The texts of the running program.
enum Words {
    /// In the language of the environment; what machines read is never translated.
    static let texts = Texts.of(isForMachines ? .english : Language(environment: ProcessEnvironment.all))

    static func text(_ key: String, _ values: [String: String] = [:]) -> String {
        texts(key, values)
    }

    /// Whether a program reads what is printed: such words and times are the same everywhere.
    static var isForMachines: Bool {
        let flags = ["--json", "--plain", "--status-json", "--status-plain"]
        return ProgramArguments.all.contains(where: flags.contains)
    }
}
