internal import GatewayHost

/// The texts of the running program.
enum Words {
    /// In the language of the environment; machine-readable output is always English.
    static let texts = Texts.of(isForMachines ? .english : Language(environment: ProcessEnvironment.all))
        .naming { ProgramWord.shown }

    static func text(_ key: String, _ values: [String: String] = [:]) -> String {
        texts(key, values)
    }

    /// Whether a program reads the output: words and times then do not depend on the environment.
    static var isForMachines: Bool {
        let flags = ["--json", "--plain", "--status-json", "--status-plain"]
        return ProgramArguments.all.contains(where: flags.contains)
    }
}
