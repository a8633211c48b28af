internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost

/// The completion script that the gateway's own program keeps in its state folder (`openclaw completion --write-state`).
///
/// The program itself is never run for a completion: that takes seconds, and a start of it can change its files. A shell
/// reads the script, so it counts only where nobody else can have written it.
enum GatewayScript {
    /// Its path for a shell; nil if there is none, if it is not trusted, or if there is no program of the gateway.
    static func path(for shell: String, in context: ProgramContext) -> String? {
        guard ["bash", "zsh", "fish"].contains(shell) else { return nil }
        let host = context.host
        let path = host.paths.state + "/completions/openclaw." + shell
        // The shell gets the path in a line. The host is read last: most have no such file.
        guard !path.contains(where: \.isNewline), isTrusted(path, host) else { return nil }
        return context.snapshot().releaseEvidence.items.contains { $0.source == .program } ? path : nil
    }

    /// Whether the file and every folder above it belong to root or to us, and nobody else can write them.
    ///
    /// A folder such as `/tmp`, where only owners replace their files, is no way in. For root only root's files count.
    private static func isTrusted(_ path: String, _ host: Host) -> Bool {
        do throws(FileError) {
            let real = try host.files.resolvedPath(of: path)
            guard try host.files.status(at: real)?.kind == .file else { return false }
            var place = real
            while true {
                guard let status = try host.files.status(at: place) else { return false }
                let isSticky = status.kind == .folder && status.mode.bits & 0o1000 != 0
                guard status.owner == 0 || status.owner == host.user.id,
                    !status.mode.isWritableByOthers || isSticky
                else { return false }
                if place == "/" { return true }
                place = place.parentPath
            }
        } catch {
            return false
        }
    }
}
