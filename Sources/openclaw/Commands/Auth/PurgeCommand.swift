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
        let purge = try CopyPurge.find(profile: id, snapshot, context.live)
        return try Purging(
            options: writing,
            snapshot: snapshot,
            explain: context.live.explanation(of: snapshot),
            purge: purge
        )
        .run(asks: context.hasTerminal && !writing.json && !writing.yes && !writing.dryRun)
    }
}

/// The flow of one purge: preview, confirm, carry out, report.
@MainActor
private struct Purging {
    let options: WritingOptions
    let snapshot: HostSnapshot
    let explain: Explanation
    let purge: CopyPurge

    func run(asks: Bool) throws(Problem) -> Int32 {
        guard !purge.isEmpty, !options.dryRun else {
            tell(purge.isEmpty ? nothing : preview + [Words.text("plan.nothingWritten")], PurgeReceipt())
            return 0
        }
        if asks {
            Console.output(plan: preview + [Words.text("auth.nothingYet")])
            if let code = ProfileWriting.declined() { return code }
        } else if !options.yes {
            throw Problem(
                code: "not-confirmed",
                message: Words.text("purge.unconfirmed"),
                details: [Words.text("file.nothingChanged")],
                next: Words.text("auth.unconfirmed.next")
            )
        }
        let receipt = try HeldWrite.run { () throws(Problem) in
            try purge.run()
        } isDone: { _ in
            true
        }
        return tellDone(receipt)
    }

    private func tellDone(_ receipt: PurgeReceipt) -> Int32 {
        let title = Words.text("copies.purged", ["count": String(receipt.removed.count)])
        let reasons = receipt.unfinished.map(explain.reason)
        let problem = receipt.left.isEmpty ? nil : explain.unpurged(receipt.left, done: title, reasons: reasons)
        var lines = [title] + paths(receipt.removed) + others + unreadable + revocations
        if problem == nil, !reasons.isEmpty {
            lines.append(Words.text("told.leftOver", ["reasons": reasons.map(\.message).joined(separator: " ")]))
        }
        tell(lines, receipt, problem: problem, isDone: true)
        if let problem, !options.json { Console.report(problem, json: false) }
        return problem == nil ? 0 : 1
    }

    // MARK: - Texts

    private var preview: [String] {
        let profiles = purge.profileIDs.joined(separator: ", ")
        var lines = [Words.text("purge.preview", ["profiles": profiles])] + paths(purge.copies)
        if purge.applyCount > 0 { lines.append("! " + Words.text("purge.undo", ["count": String(purge.applyCount)])) }
        return lines + others + unreadable
    }

    private var nothing: [String] {
        let line =
            purge.profileID.map { Words.text("purge.nothing.one", ["profile": $0]) } ?? Words.text("purge.nothing")
        return [line] + others + unreadable
    }

    private var others: [String] {
        purge.others.isEmpty ? [] : [Words.text("purge.others")] + paths(purge.others)
    }

    private var unreadable: [String] {
        purge.unreadable.map { Words.text("copies.unreadable", ["path": snapshot.display($0)]) }
    }

    private var revocations: [String] {
        [SecretKind.setupToken, .apiKey].filter(purge.kinds.contains).map(SecretFarewell.revocation)
    }

    private func paths(_ paths: [String]) -> [String] { paths.map { "  " + snapshot.display($0) } }

    private func tell(_ lines: [String], _ receipt: PurgeReceipt, problem: Problem? = nil, isDone: Bool = false) {
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
