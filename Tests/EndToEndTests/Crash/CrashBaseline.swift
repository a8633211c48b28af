import Foundation

/// The home before and after an undisturbed run of a scenario, to decide which of the two a crash has left.
struct CrashBaseline: Sendable {
    /// The files, and what undo then offers.
    struct Outcome: Equatable, Sendable {
        var picture: CrashPicture
        /// Backup files that contain the secret to be purged.
        var copies: [String] = []
        /// With digits removed; tells which apply can be undone.
        var undoPreview: String
    }

    let scenario: CrashScenario
    let bench: CrashBench
    /// The starting point of every case.
    let start: FolderPicture
    let old: Outcome
    let new: Outcome
    /// The writing calls of the undisturbed run.
    let calls: [WriteCall]

    init(of scenario: CrashScenario) throws {
        self.scenario = scenario
        bench = try CrashBench()
        try scenario.prepare(bench)
        start = try bench.home.picture()
        old = try Self.outcome(in: bench, scenario).outcome
        try start.restore(to: bench.home.root)
        let traced = try bench.trace(scenario.arguments)
        guard traced.run.status == 0 else {
            throw ChildProcess.Failure(
                description: "\(scenario.name) exits \(traced.run.status): \(traced.run.text)"
            )
        }
        calls = traced.calls
        new = try Self.outcome(in: bench, scenario).outcome
    }

    /// What the next command finds, leaves and prints.
    static func outcome(in bench: CrashBench, _ scenario: CrashScenario) throws -> (outcome: Outcome, next: Run) {
        // The first undo recovers from the crash; the second shows the resulting state.
        let next = try bench.home.run(["undo"])
        let preview = try bench.home.run(["undo"])
        let folder = try bench.home.picture()
        let outcome = Outcome(
            picture: CrashPicture(of: folder),
            copies: scenario.forgets.map { CrashPicture.copies(of: $0, in: folder) } ?? [],
            undoPreview: CrashPicture.withoutDigits(preview.text)
        )
        return (outcome, next)
    }

    // MARK: - Verdict

    /// What is wrong after a disturbed run and the next command; nil if all files are old or all are new.
    func verdict(after run: Run) throws -> String? {
        let folder = try bench.home.picture()
        let (found, next) = try Self.outcome(in: bench, scenario)
        return verdict(on: found, run: run, next: next, secrets: CrashPicture.secrets(in: folder))
    }

    func verdict(on found: Outcome, run: Run, next: Run, secrets: [String]) -> String? {
        if !found.picture.defects.isEmpty { return found.picture.defects.joined(separator: ", ") }
        if secrets.contains(where: (run.text + next.text + found.undoPreview).contains) {
            return "a secret was printed"
        }
        if ![0, 1, 137].contains(run.status) { return "exits \(run.status)" }
        if next.status != 0 { return "the next command exits \(next.status): \(next.text)" }
        if found == new { return saysNothingChanged(run) ? "says that nothing was changed, but it was" : nil }
        if found == old { return run.status == 0 ? "says done, but nothing was written" : nil }
        return "torn: " + difference(found)
    }

    private func saysNothingChanged(_ run: Run) -> Bool {
        run.status == 1 && (run.text.contains("Nothing was changed") || run.text.contains("No file was changed"))
    }

    private func difference(_ found: Outcome) -> String {
        let pictures = [found.picture.entries, old.picture.entries, new.picture.entries]
        let paths = Set(pictures.flatMap(\.keys)).sorted()
        var states = paths.compactMap { path -> String? in
            let (entry, oldEntry, newEntry) = (pictures[0][path], pictures[1][path], pictures[2][path])
            if oldEntry == newEntry { return entry == oldEntry ? nil : "\(path) neither" }
            return "\(path) " + (entry == oldEntry ? "old" : entry == newEntry ? "new" : "neither")
        }
        if found.copies != old.copies { states.append("copies " + (found.copies.isEmpty ? "gone" : "\(found.copies)")) }
        let isOld = found.undoPreview == old.undoPreview
        states.append("undo " + (isOld ? "old" : found.undoPreview == new.undoPreview ? "new" : found.undoPreview))
        return states.joined(separator: ", ")
    }
}
