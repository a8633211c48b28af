internal import GatewayConfig
internal import GatewayHost
internal import Glibc
internal import Secrets

/// The word that starts this program in a shell, in front of every command of ours that is printed.
///
/// On many hosts `openclaw` starts the gateway's program and this one has only the name `openclaw-setup`, or none that
/// `PATH` knows. A command that begins with the wrong word would start the other program.
enum ProgramWord {
    /// Found when a text first needs it: most starts print no command. With the flags of this run that say which of
    /// several state folders is meant, so that a printed command is about the same one.
    static let shown = ([ShellWord.quoted(found)] + hostFlags).joined(separator: " ")

    /// The name of the package, if nothing that was found can be written down.
    static let installed = "openclaw-setup"

    private static var found: String {
        // The manual describes the program as it is installed, whatever the release calls it while it prints the page.
        if ProgramArguments.all == [ProgramArguments.manual] { return installed }
        if PathProgram.isOurs(PathProgram.shared) { return PathProgram.shared }
        if let start = ProgramArguments.start, VisibleText.isVisible(start) {
            if start.contains("/") ? PathProgram.isOurs(path: start) : PathProgram.isOurs(start) { return start }
        }
        return executable ?? installed
    }

    private static var hostFlags: [String] {
        let folder = GlobalFlag.all(in: ProgramArguments.all).stateFolder
        let profile = try? CommandProfile.extract(from: folder.rest).profile
        // A secret in their place is refused, and that is said without repeating it.
        let name = profile.flatMap { Redaction.looksSecret($0.name) ? nil : $0.name }
        let path = folder.holdsSecret ? nil : folder.value.map(absolute)
        return [("--profile", name), (GlobalFlag.stateFolder, path)].flatMap { flag, value in
            value.map { [flag, ShellWord.quoted($0)] } ?? []
        }
    }

    /// A path that means the same in any folder.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), !path.hasPrefix("~"), let here = getcwd(nil, 0) else { return path }
        defer { free(here) }
        return String(cString: here) + "/" + path
    }

    /// The path of the program's file; nil if it is gone or its name is not readable text.
    private static var executable: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(validatingCString: path).flatMap { VisibleText.isVisible($0) ? $0 : nil }
    }

    /// The text without what could be a secret; the word itself stays, because the name of a folder may look random.
    static func redact(_ text: String) -> String {
        guard text.contains(shown), Redaction.redact(shown) != shown else { return Redaction.redact(text) }
        return text.split(separator: shown, omittingEmptySubsequences: false)
            .map { Redaction.redact(String($0)) }.joined(separator: shown)
    }
}
