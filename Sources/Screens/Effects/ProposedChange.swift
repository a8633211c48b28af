internal import Credentials
package import GatewayHost

/// A change that a screen proposes, of any kind; it can be planned again on changed files.
package enum ProposedChange: Sendable {
    case profile(ProfileChange)
    case parameters(ParameterEdits)
    /// Puts a copy of one file back.
    case restore(BackupID)

    /// The equivalent commands; each element holds a flag with its value. A secret is read from standard input.
    func commands(on host: BrowseHost) -> [[String]] {
        switch self {
        case .profile(let change): [change.command(host.texts)]
        case .parameters(let edits): edits.commands(on: host)
        case .restore(let backup):
            [
                [
                    host.texts.command("restore"), String(backup.record.prefix(HistoryText.idLength)),
                    ShellWord.quoted(backup.path),
                ]
            ]
        }
    }

    /// What the host is asked for; a copy is read for it.
    func edit(_ live: LiveHost, _ snapshot: HostSnapshot) throws(Problem) -> HostEdit {
        switch self {
        case .profile(let change): .profile(change)
        case .parameters(let edits): .parameters(edits)
        case .restore(let backup): .restore(try live.restored(backup, on: snapshot))
        }
    }

    /// Whether the command reads a secret.
    var readsSecret: Bool {
        if case .profile(let change) = self { change.readsSecret } else { false }
    }
}
