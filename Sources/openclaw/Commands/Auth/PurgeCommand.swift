internal import ArgumentParser
internal import FileTransactions
internal import GatewayHost
internal import JSON5
internal import Secrets

/// `openclaw models auth purge`: removes copies of replaced and removed secrets from our own backups.
struct PurgeCommand: ParsableCommand {
    static let configuration = Words.command("purge", "purge")

    @Argument(help: Words.help("auth.purge.id"))
    var id: String?

    @OptionGroup var writing: WritingOptions
}

extension PurgeCommand: Runnable {
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try id.map { id throws(Problem) in try ProfileArgument.required(id) }
        let context = try context.waiting(writing.lock)
        if !writing.dryRun { try StandardStreams.requireOutput() }
        let snapshot = try context.readableSnapshot(settles: !writing.dryRun)
        return try Purging(context: context, options: writing, explain: context.live.explanation(of: snapshot))
            .run(id, on: snapshot)
    }
}

/// One purge: what it asks of the pipeline, how it is confirmed, and what it tells.
@MainActor
private struct Purging {
    let context: ProgramContext
    let options: WritingOptions
    let explain: Explanation

    func run(_ id: String?, on snapshot: HostSnapshot) throws(Problem) -> Int32 {
        let asks = context.hasTerminal && !options.json && !options.yes && !options.dryRun
        let outcome = try context.live.purge(
            id,
            retrying: snapshot,
            turns: asks ? PipelineTurns.ofAPerson : PipelineTurns.ofAScript
        ) { purge, isAgain throws(Problem) in
            guard !purge.isEmpty else { return .goOn }
            guard !options.dryRun else {
                tell(purge, preview(purge) + [Words.text("plan.nothingWritten")], PurgeReceipt())
                return .stop(code: 0)
            }
            guard asks else {
                if !options.yes { throw Self.unconfirmed }
                return .goOn
            }
            if isAgain { Console.output(Words.text("auth.changedMeanwhile")) }
            Console.output(plan: preview(purge) + [Words.text("auth.nothingYet")])
            return ProfileWriting.declined().map { .stop(code: $0) } ?? .goOn
        } holding: {
            HeldWrite.run($0)
        }
        switch outcome {
        case .stopped(let code): return code
        case .nothing(let purge):
            tell(purge, nothing(purge), PurgeReceipt())
            return 0
        case .applied(let purge, let receipt): return tellDone(purge, receipt)
        }
    }

    private static var unconfirmed: Problem {
        Problem(
            code: "not-confirmed",
            message: Words.text("purge.unconfirmed"),
            details: [Words.text("file.nothingChanged")],
            next: Words.text("auth.unconfirmed.next")
        )
    }

    private func tellDone(_ purge: CopyPurge, _ receipt: PurgeReceipt) -> Int32 {
        let title = Words.text("copies.purged", ["count": String(receipt.removed.count)])
        let reasons = receipt.unfinished.map(explain.reason)
        let problem = receipt.left.isEmpty ? nil : explain.unpurged(receipt.left, done: title, reasons: reasons)
        var lines = [title] + paths(receipt.removed) + besides(purge) + revocations(purge)
        if problem == nil, !reasons.isEmpty {
            lines.append(Words.text("told.leftOver", ["reasons": reasons.map(\.message).joined(separator: " ")]))
        }
        tell(purge, lines, receipt, problem: problem, isDone: true)
        if let problem, !options.json { Console.report(problem, json: false) }
        return problem == nil ? 0 : 1
    }

    // MARK: - Texts

    private func preview(_ purge: CopyPurge) -> [String] {
        let profiles = purge.profileIDs.joined(separator: ", ")
        var lines = [Words.text("purge.preview", ["profiles": profiles])] + paths(purge.copies)
        if purge.applyCount > 0 { lines.append("! " + Words.text("purge.undo", ["count": String(purge.applyCount)])) }
        return lines + besides(purge)
    }

    private func nothing(_ purge: CopyPurge) -> [String] {
        let line =
            purge.profileID.map { Words.text("purge.nothing.one", ["profile": $0]) } ?? Words.text("purge.nothing")
        return [line] + besides(purge)
    }

    /// What has a copy and is not ours, and what could not be searched.
    private func besides(_ purge: CopyPurge) -> [String] {
        (purge.others.isEmpty ? [] : [Words.text("purge.others")] + paths(purge.others))
            + purge.unreadable.map { Words.text("copies.unreadable", ["path": explain.show($0)]) }
    }

    private func revocations(_ purge: CopyPurge) -> [String] {
        [SecretKind.setupToken, .apiKey].filter(purge.kinds.contains).map(SecretFarewell.revocation)
    }

    private func paths(_ paths: [String]) -> [String] { paths.map { "  " + explain.show($0) } }

    private func tell(
        _ purge: CopyPurge,
        _ lines: [String],
        _ receipt: PurgeReceipt,
        problem: Problem? = nil,
        isDone: Bool = false
    ) {
        guard options.json else {
            Console.output(plan: lines, isDone: isDone)
            return
        }
        var members: Members = [
            "ok": true, "changed": .bool(!receipt.removed.isEmpty), "dryRun": .bool(options.dryRun), "action": "purge",
            "profileIds": .array(purge.profileIDs.map { .string($0) }),
            "copies": .array(purge.copies.map { .string($0) }),
            "appliesLost": .integer(purge.applyCount),
            "purged": .array(receipt.removed.map { .string($0) }),
            "remainingCopies": .array(purge.others.map { .string($0) }),
        ]
        if let problem { members.add(failing: problem, unpurged: receipt.left) }
        Console.output(json: .object(members))
    }
}
