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
        let snapshot = context.snapshot()
        guard snapshot.releaseEvidence.items.contains(where: { $0.source == .program }) else { return nil }
        let path = snapshot.paths.state + "/completions/openclaw." + shell
        // The shell gets the path in a line.
        guard !path.contains(where: \.isNewline) else { return nil }
        return isTrusted(path, context.host) ? path : nil
    }

    /// Whether the file and every folder above it belong to root or to us, and nobody else can write them.
    ///
    /// A folder such as `/tmp`, where only owners replace their files, is no way in. For root only root's files count.
    private static func isTrusted(_ path: String, _ host: Host) -> Bool {
        do throws(FileError) {
            let real = try host.files.resolvedPath(of: path)
            guard try host.files.status(at: real)?.kind == .file else { return false }
            var place = real[...]
            while !place.isEmpty {
                guard let status = try host.files.status(at: String(place)) else { return false }
                let isSticky = status.kind == .folder && status.mode.bits & 0o1000 != 0
                guard status.owner == 0 || status.owner == host.user.id,
                    !status.mode.isWritableByOthers || isSticky
                else { return false }
                place = place[..<(place.lastIndex(of: "/") ?? place.startIndex)]
            }
            return true
        } catch {
            return false
        }
    }
}
