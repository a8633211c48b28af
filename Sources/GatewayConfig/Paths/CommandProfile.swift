import Secrets

/// `--profile NAME` and `--dev`: a named, isolated state folder for one run.
package struct CommandProfile: Sendable, Equatable {
    /// The name as typed: letters, digits, `_` and `-`, at most 64, not starting with `_` or `-`.
    package let name: String

    /// Why a profile flag was refused; the gateway exits with 2 after `[openclaw] ` and the message.
    package enum Problem: Error, Equatable {
        case missingValue, invalidName, combinedWithDev

        /// The gateway's message.
        package var message: String {
            switch self {
            case .missingValue: "--profile requires a value"
            case .invalidName: #"Invalid --profile (use letters, numbers, "_", "-" only)"#
            case .combinedWithDev: "Cannot combine --dev with --profile"
            }
        }
    }

    /// The profile of `--dev`.
    package static let development = CommandProfile(checked: "dev")

    /// Validates a name given to `--profile`.
    package init(_ name: String) throws(Problem) {
        guard let name = name.nonBlank else { throw .missingValue }
        let scalars = name.unicodeScalars
        guard let first = scalars.first, first.isASCIILetter || first.isASCIIDigit, scalars.count <= 64,
            scalars.allSatisfy({ $0.isASCIILetter || $0.isASCIIDigit || $0 == "_" || $0 == "-" })
        else { throw .invalidName }
        self.name = name
    }

    private init(checked name: String) { self.name = name }

    /// Removes the profile flags before the command word from the arguments (without the program name).
    package static func extract(
        from arguments: [String]
    ) throws(Problem) -> (profile: CommandProfile?, remaining: [String]) {
        var profile: CommandProfile?
        var sawDev = false
        var remaining: [String] = []
        var index = arguments.startIndex
        while index < arguments.endIndex, !isCommandWord(arguments[index]) {
            let argument = arguments[index]
            index += 1
            if argument == "--dev" {
                guard profile == nil || profile == .development else { throw .combinedWithDev }
                (profile, sawDev) = (.development, true)
            } else if argument == "--profile" || argument.hasPrefix("--profile=") {
                guard !sawDev else { throw .combinedWithDev }
                let isSeparate = argument == "--profile"
                let next = index < arguments.endIndex ? arguments[index] : ""
                profile = try CommandProfile(isSeparate ? next : String(argument.dropFirst("--profile=".count)))
                index += isSeparate ? 1 : 0
            } else {
                remaining.append(argument)
            }
        }
        return (profile, remaining + arguments[index...])
    }

    private static func isCommandWord(_ argument: String) -> Bool { !argument.hasPrefix("-") }

    /// The environment with this profile's folders in variables that are blank.
    package func applied(to context: PathContext) -> [String: String] {
        var environment = context.environment
        environment["OPENCLAW_PROFILE"] = name
        // The home folder does not depend on existing files, so any `exists` answer will do.
        let home = StatePaths(context, exists: { _ in false }).home
        let folder = name.lowercased() == "default" ? ".openclaw" : ".openclaw-\(name)"
        let state = environment["OPENCLAW_STATE_DIR"].nonBlank ?? PathText.joining(home, folder)
        func fill(_ variable: String, _ value: String) {
            if environment[variable].nonBlank == nil { environment[variable] = value }
        }
        fill("OPENCLAW_STATE_DIR", state)
        fill("OPENCLAW_CONFIG_PATH", state + (state.hasSuffix("/") ? "" : "/") + "openclaw.json")
        if name == "dev" { fill("OPENCLAW_GATEWAY_PORT", "19001") }
        return environment
    }
}
