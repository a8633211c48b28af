internal import FileTransactions
internal import GatewayConfig
package import Secrets

/// Turns the errors of the lower layers into problems; the only place with texts for them.
///
/// Every problem says what happened, where, and the next step. Whoever knows what is unchanged adds that. It is handed to
/// whatever makes sentences about a snapshot, planners included, and lends them no file system, clock or program.
package struct Explanation: Sendable {
    package let texts: Texts
    let paths: StatePaths
    /// The name of the user who runs the program.
    let user: String
    /// The time zone for displayed times.
    let zone: ClockZone
    /// The newest release of the gateway that this program knows.
    let newest: GatewayRelease
    /// The name of a user by its id.
    let userName: @Sendable (_ id: UInt32) -> String
    /// What the host says of a lock whose time is impossible; nil if its time can be right. Asked only where a lock was
    /// not taken, so never by a planner.
    let doubt: @Sendable (LockHolder) -> ImpossibleLock?

    init(texts: Texts, paths: StatePaths, host: Host) {
        self.texts = texts
        self.paths = paths
        user = host.user.name
        zone = host.zone
        newest = host.releases.newest
        userName = host.userName
        doubt = { ImpossibleLock($0, on: host) }
    }

    /// A path for display.
    package func show(_ path: String) -> String { paths.display(path) }

    // MARK: - Files

    /// A failed file operation.
    func problem(_ error: FileError) -> Problem {
        let key = "file." + error.code.rawValue
        var values = ["path": show(error.path), "operation": texts("operation." + error.operation.rawValue)]
        values["reason"] = error.errno.map { texts("errno", ["number": String($0)]) } ?? ""
        values["pid"] = error.processID.map(String.init) ?? texts("word.unknown")
        values["owner"] = error.userID.map { "uid \($0)" } ?? texts("word.unknown")
        values["user"] = user
        if let holder = error.holder {
            if let problem = absurdLock(holder) { return problem }
            values["holder"] = self.holder(holder)
        }
        if let distrust = error.distrust { return untrusted(error, distrust, values) }
        return Problem(
            code: Problem.code(error.code.rawValue),
            message: texts(key, values),
            details: error.paths.map { "  " + show($0) } + aftermath(of: error),
            next: texts.has(key + ".next") ? texts(key + ".next", values) : nil
        )
    }

    /// The state of the files, if it is not as before.
    private func aftermath(of error: FileError) -> [String] {
        switch error.aftermath {
        case .unchanged: []
        case .unfinished(let left): [texts("file.unfinished")] + left.map { "  " + show($0) }
        case .leftOver(let left): [texts("file.leftOver")] + left.map { "  " + show($0) }
        }
    }

    /// A journal or undo record that is not trusted: which, why, and what to do.
    private func untrusted(_ error: FileError, _ distrust: Distrust, _ values: [String: String]) -> Problem {
        var values = values
        values["subject"] = show(distrust.subject)
        values["mode"] = distrust.mode?.description ?? ""
        values["shellSubject"] = ShellWord.quoted(distrust.subject)
        values["shellPath"] = ShellWord.quoted(error.path)
        let key = "distrust." + distrust.reason.rawValue
        return Problem(
            code: Problem.code(error.code.rawValue),
            message: texts("file.untrusted", values),
            details: [texts(key, values), texts("file.untrusted.nothing")],
            next: texts(key + ".next", values)
        )
    }

    /// The kernel returned no random bytes.
    package func problem(_ error: RandomnessError) -> Problem {
        Problem(code: "no-randomness", message: texts("error.randomness", ["number": String(error.code)]))
    }
}

/// A lock whose modification time is impossible.
struct ImpossibleLock {
    /// The id of the gateway's process, if one listens here.
    let gateway: Int32?
}
