internal import FileTransactions
internal import GatewayConfig
internal import JSON5

extension Explanation {
    /// A failed apply as the problem of a command.
    package func callAsFunction(_ failure: ApplyFailure) -> Problem {
        switch failure {
        case .changedMeanwhile(let changed):
            return Problem(
                code: "changed-meanwhile",
                message: texts("file.changedMeanwhile"),
                details: changed.map { "  " + $0 } + [texts("file.nothingChanged")],
                next: texts("file.changedMeanwhile.next")
            )
        case .locked(let holder, let isOurselves):
            let key = isOurselves ? "file.busy" : "file.lockedBy"
            return Problem(
                code: isOurselves ? "busy" : "locked",
                message: texts(key, ["holder": holder]),
                details: [texts("file.nothingChanged")],
                next: texts(key + ".next")
            )
        case .failed(let problem): return problem
        }
    }

    /// An obstacle that would make an apply fail, found in advance.
    func problem(_ obstacle: Obstacle) -> Problem {
        let key = "obstacle." + obstacle.kind.rawValue
        var values = ["path": show(obstacle.path), "target": show(obstacle.target), "user": user]
        values["owner"] = obstacle.userID.map(userName) ?? texts("word.unknown")
        values["count"] = obstacle.count.map { String($0) } ?? ""
        values["needed"] = obstacle.neededBytes.map { String($0 / 1024) } ?? ""
        values["available"] = obstacle.availableBytes.map { String($0 / 1024) } ?? ""
        // As root nobody else's name is needed.
        let next = key + (obstacle.userID == 0 && texts.has(key + ".next.root") ? ".next.root" : ".next")
        return Problem(
            code: "obstacle-" + Problem.code(obstacle.kind.rawValue),
            message: texts(key, values),
            details: [texts("file.nothingAsked")],
            next: texts.has(next) ? texts(next, values) : nil
        )
    }

    /// The store was written by a newer gateway version; only that version may write it.
    func newerStore(_ directory: String, key: String, _ program: InstalledProgram?) -> Problem {
        newerStore(directory, key: key, [:], program)
    }

    /// There is no store yet, and the gateway here may begin another kind. Pieces that disagree are all said.
    func newerStore(_ directory: String, since replaced: ReleaseNumber, _ gateway: InstalledGateway) -> Problem {
        let (evidence, program) = (gateway.evidence, gateway.program)
        let later = evidence.items(notBefore: replaced)
        let older = evidence.items(before: replaced)
        guard !older.isEmpty else {
            return newerStore(directory, key: "store.byRelease", ["evidence": later.first.map(says) ?? ""], program)
        }
        var problem = newerStore(directory, key: "store.uncertain", [:], program)
            .with(details: (older + later).map { "  " + says($0) } + [texts("file.nothingAsked")])
        if let program, program.isBefore(replaced) {
            let values = ["command": problem.next ?? "", "release": program.version]
            problem.next = texts("store.uncertain.next", values)
        }
        return problem
    }

    /// A piece of evidence as a sentence.
    func says(_ item: ReleaseEvidence.Item) -> String {
        texts("release.evidence." + item.source.rawValue, ["release": item.version, "path": show(item.path)])
    }

    /// The next step is the gateway's own command, by the path of its program: ours has the same name.
    private func newerStore(
        _ directory: String,
        key: String,
        _ more: [String: String],
        _ program: InstalledProgram?
    ) -> Problem {
        let command = "models auth paste-token --provider " + newest.provider.id
        return Problem(
            code: "newer-store",
            message: texts(key, ["path": show(directory), "version": newest.version].merging(more) { $1 }),
            details: [texts("file.nothingAsked")],
            next: program.map { ShellWord.quoted($0.command) + " " + command }
                ?? texts("store.newer.next", ["command": command])
        )
    }

    var missingCredential: Problem {
        Problem(code: "missing-credential", message: texts("error.credentialMissing"))
    }

    /// An undo that would restore an OAuth login.
    func restoresLogin(_ id: String) -> Problem {
        Problem(
            code: "restores-login",
            message: texts("undo.login", ["profile": id]),
            next: texts("undo.login.next")
        )
    }

    /// An instant in Unix milliseconds as `2026-11-22 02:41 UTC`.
    func minute(_ milliseconds: Int64) -> String {
        MomentText(texts: texts, zone: zone, now: milliseconds).minute(milliseconds)
    }
}

extension HostSnapshot {
    /// No configured agent has this id.
    package func unknownAgent(_ id: String, _ explain: Explanation) -> Problem {
        let texts = explain.texts
        let known = agents.map(\.id)
        return Problem(
            code: "unknown-agent",
            message: texts("error.agent", ["agent": id]),
            next: nearest(to: AgentID(id).text, in: known).map { texts("auth.nearestAgent", ["agent": $0]) }
                ?? texts("error.agent.next", ["agents": texts.list(known)])
        )
    }

    /// The config, and the includes that define values which onboarding may set.
    var onboardingFiles: [String] {
        let places = release.places
        let set = [
            places.authProfiles, places.authOrder, places.model, places.models, places.gateway, places.wizard,
        ]
        let includes = set.compactMap { place -> String? in
            guard case .include(let path, _) = config.owner(of: place) else { return nil }
            return path
        }
        return [config.path] + config.sources.map(\.path).filter(includes.contains)
    }
}
