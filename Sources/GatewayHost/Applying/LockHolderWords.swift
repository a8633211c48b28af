package import FileTransactions
internal import GatewayConfig

extension Explanation {
    /// Who is waited for, as the rest of "Waiting for …".
    func holder(_ holder: LockHolder) -> String {
        switch holder.kind {
        case .ourselves(let process?): texts("holder.ourselves", ["pid": String(process)])
        case .ourselves(nil): texts("holder.ourselves.unknown")
        case .gateway, .leftByOurselves: texts("holder.gateway", ["path": show(holder.path)])
        }
    }

    /// A lock whose time no holder gave it: it is not waited for until it grows stale, for it never will.
    ///
    /// The command that removes it is printed only when nobody can be holding it: the folder is our own, and we hold the
    /// lock that its maker had; or it is the gateway's, and no gateway listens here.
    func absurdLock(_ holder: LockHolder) -> Problem {
        let gateway = HostSnapshot.read(host).gatewayProcess
        let path = show(holder.path)
        let time = holder.renewed.map { minute($0.milliseconds) } ?? texts("word.unknown")
        let isDead = holder.kind == .leftByOurselves || gateway == nil
        return Problem(
            code: "lock-time",
            message: texts("file.lockTime", ["path": path, "time": time]),
            details: [texts("file.nothingChanged")],
            next: isDead
                ? "rmdir " + ShellWord.quoted(holder.path)
                : texts("file.lockTime.next.gateway", ["pid": gateway.map { String($0) } ?? ""])
        )
    }
}

extension Host {
    /// Who is waited for, in words.
    package func words(of holder: LockHolder, texts: Texts) -> String {
        let paths = HostEnvironment.read(pathContext, files).paths
        return Explanation(texts: texts, paths: paths, host: self).holder(holder)
    }
}
