package import FileTransactions
internal import GatewayConfig

extension Explanation {
    /// The lock holder, as the end of "Waiting for …".
    func holder(_ holder: LockHolder) -> String {
        switch holder.kind {
        case .ourselves(let process?): texts("holder.ourselves", ["pid": String(process)])
        case .ourselves(nil): texts("holder.ourselves.unknown")
        case .gateway, .leftByOurselves: texts("holder.gateway", ["path": show(holder.path)])
        }
    }

    /// Reports a lock whose modification time is impossible, such as one in the future; nil if it can be right. It would
    /// never become stale, so waiting is pointless.
    ///
    /// The command that removes it is printed only if nobody can hold it: either it is our own lock folder and we hold
    /// the lock that its creator held, or it is the gateway's and no gateway is listening here.
    func absurdLock(_ holder: LockHolder) -> Problem? {
        guard let doubt = doubt(holder) else { return nil }
        let gateway = doubt.gateway
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

extension ImpossibleLock {
    /// Nil if the time can be right.
    init?(_ holder: LockHolder, on host: Host) {
        guard holder.hasAbsurdTime(at: host.clock.now()) else { return nil }
        self.init(gateway: host.processListening(HostSnapshot.read(host).gatewayPort))
    }
}

extension Host {
    /// The lock holder, as text.
    package func words(of holder: LockHolder, texts: Texts) -> String {
        let paths = HostEnvironment.read(pathContext, files).paths
        return Explanation(texts: texts, paths: paths, host: self).holder(holder)
    }
}
