internal import GatewayHost
internal import Glibc

/// The flags that say which host is meant: `--gateway-release NAME`, where the host itself does not tell its release or
/// says several, and `--state-dir DIR`, where a host has several state folders.
struct GlobalFlags: Equatable {
    private let release: GlobalFlag
    private let folder: GlobalFlag

    /// Variables that would lead away from the folder that is named.
    private static let folderVariables = [
        "OPENCLAW_CONFIG_PATH", "CLAWDBOT_CONFIG_PATH", "CLAWDBOT_STATE_DIR", "OPENCLAW_AGENT_DIR",
        "PI_CODING_AGENT_DIR", "OPENCLAW_OAUTH_DIR",
    ]

    init(in arguments: [String]) {
        (release, folder) = GlobalFlag.all(in: arguments)
    }

    /// The words of the command line without these flags.
    var rest: [String] { folder.rest }

    /// Whether one of them was given.
    var areGiven: Bool { release.isGiven || folder.isGiven }

    /// The release that is named; nil without the flag. Throws if it names nothing known.
    func choice() throws(Problem) -> ReleaseChoice? {
        release.isGiven ? try ReleaseChoice(release.value ?? "", Words.texts) : nil
    }

    /// Makes the named folder the state folder of this process and of every program that it starts, as the variable
    /// of the same meaning does. Throws if the flag names none.
    func takeFolder() throws(Problem) {
        guard folder.isGiven else { return }
        guard let path = folder.value, path.contains(where: { !$0.isWhitespace }) else {
            throw Problem(
                code: "bad-value",
                message: Words.text("error.stateDir"),
                details: [Words.text("file.nothingChanged")],
                next: Words.text("error.stateDir.next")
            )
        }
        guard !folder.holdsSecret else { throw MisplacedSecret(place: GlobalFlag.stateFolder).problem }
        for name in Self.folderVariables { unsetenv(name) }
        setenv("OPENCLAW_STATE_DIR", path, 1)
    }
}
