internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig
internal import Secrets

/// Reads the records and copies in our own folder, and compares them with the files as they are. Read-only.
struct HistoryReading {
    private let host: Host
    private let snapshot: HostSnapshot
    private let explain: Explanation
    private let folder: SetupFolder
    /// The newest copy with these bytes: what one apply wrote, the next one has copied.
    private var copies: [Digest: [UInt8]] = [:]

    init(host: Host, snapshot: HostSnapshot, explain: Explanation) {
        (self.host, self.snapshot, self.explain) = (host, snapshot, explain)
        folder = host.setupFolder(snapshot.paths)
    }

    mutating func read() throws(Problem) -> History {
        let found: (records: [ApplyRecord], problems: [FileError])
        do throws(FileError) {
            found = try folder.usableRecords()
        } catch {
            throw explain.problem(error)
        }
        let plans = found.records.map { (record: $0, plan: plan(for: $0)) }
        for case .success(let plan) in plans.map(\.plan) { copies.remember(plan) }
        var chances = UndoChances()
        var applies: [History.Apply] = []
        var backups: [History.Backup] = []
        // Since the copy that is being looked at, newest first, by path.
        var passed: [String: [History.Passed]] = [:]
        for (record, plan) in plans {
            let words = ApplyWords(record, plan, copies, snapshot, explain, host.storeFormats)
            if record.state == .applied, record.undoes == nil {
                let change = History.Passed(id: record.id, time: record.timeMilliseconds, what: words.what)
                for file in record.files { passed[file.path, default: []].append(change) }
            }
            let copied = self.backups(record, plan, before: words.before, passed)
            backups += copied
            guard record.undoes == nil else { continue }
            applies.append(apply(record, plan, words, copied, &chances))
        }
        return History(applies: applies, backups: backups, problems: found.problems.map(explain.problem))
    }

    // MARK: - Applies

    private func plan(for record: ApplyRecord) -> Result<UndoPlan, Problem> {
        do throws(FileError) {
            return .success(try folder.undoPlan(for: record))
        } catch {
            return .failure(explain.problem(error))
        }
    }

    private func apply(
        _ record: ApplyRecord,
        _ planned: Result<UndoPlan, Problem>,
        _ words: ApplyWords,
        _ copied: [History.Backup],
        _ chances: inout UndoChances
    ) -> History.Apply {
        var (chance, files): (UndoChance, [History.Change]) = (.undone, [])
        if record.state != .undone {
            switch planned {
            case .success(let plan):
                let undo = HostUndo(plan, host: host, explain: explain, snapshot: snapshot)
                chance = chances.chance(of: undo, record)
                if chance != .undone { files = changes(plan, undo) }
            case .failure(let problem): chance = .never(problem)
            }
        }
        return History.Apply(
            id: record.id,
            time: record.timeMilliseconds,
            command: record.summary,
            agents: words.agents,
            what: words.what,
            undo: chance,
            files: files,
            hasBackups: copied.contains { $0.state == .possible }
        )
    }

    private func changes(_ plan: UndoPlan, _ undo: HostUndo) -> [History.Change] {
        let stores = host.storeFormats
        let format = snapshot.config.format
        return plan.files.map { file in
            let lines: @Sendable () -> [DiffLine] = {
                if let format = stores.format(of: .file(file.recorded)) { return format.lines(file).reversedSides }
                return ConfigDifference.lines(from: file.current.contents, to: file.old, format: format)
            }
            return History.Change(path: file.recorded.path, action: undo.action(file), lines: lines)
        }
    }

    // MARK: - Copies

    private func backups(
        _ record: ApplyRecord,
        _ plan: Result<UndoPlan, Problem>,
        before: String,
        _ passed: [String: [History.Passed]]
    ) -> [History.Backup] {
        record.files.filter { $0.backupName != nil }.map { file in
            let id = BackupID(record: record.id, path: file.path)
            let (state, lines) = look(at: file, record, plan)
            return History.Backup(
                id: id,
                time: record.timeMilliseconds,
                before: before,
                takesOut: passed[file.path] ?? [],
                state: state,
                change: History.Change(path: file.path, action: .restores, lines: lines)
            )
        }
    }

    private func look(
        at file: ApplyRecord.File,
        _ record: ApplyRecord,
        _ plan: Result<UndoPlan, Problem>
    ) -> (BackupState, @Sendable () -> [DiffLine]) {
        do throws(Problem) {
            let restored = try RestoredFile(try copy(of: file, record, plan), snapshot, host, explain)
            let plan = RestorePlanner(snapshot, explain).plan(restored, reading: nil)
            return (plan.isEmpty ? .asItIsNow : .possible, { plan.files.flatMap(\.lines) })
        } catch {
            return (.impossible(error), { [] })
        }
    }

    /// The copy as it was read for the plan; read by itself where another copy of the same apply is damaged.
    private func copy(
        of file: ApplyRecord.File,
        _ record: ApplyRecord,
        _ plan: Result<UndoPlan, Problem>
    ) throws(Problem) -> KeptCopy {
        if case .success(let plan) = plan, let copy = plan.copy(of: file) { return copy }
        return try explain.copy(of: file, in: record, folder)
    }
}

extension [DiffLine] {
    /// The difference in the other direction. Removed lines stand before added ones, so each run of them is turned.
    fileprivate var reversedSides: [DiffLine] {
        var turned: [DiffLine] = []
        var run: [DiffLine] = []
        func ordered() -> [DiffLine] { run.filter { $0.kind == .removed } + run.filter { $0.kind == .added } }
        for line in self {
            switch line.kind {
            case .added: run.append(DiffLine(kind: .removed, text: line.text))
            case .removed: run.append(DiffLine(kind: .added, text: line.text))
            case .context, .gap, .file:
                turned += ordered() + [line]
                run = []
            }
        }
        return turned + ordered()
    }
}
