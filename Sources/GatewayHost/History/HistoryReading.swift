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
        for (_, plan) in plans { remember(plan) }
        var chances = UndoChances()
        var applies: [History.Apply] = []
        var backups: [History.Backup] = []
        for (record, plan) in plans {
            let words = HistoryWords(record, plan, copies, snapshot, explain, host.storeFormats)
            let copied = self.backups(record, before: words.before)
            backups += copied
            guard record.undoes == nil else { continue }
            let undo = record.state == .undone ? .undone : chance(record, plan, &chances)
            applies.append(
                History.Apply(
                    id: record.id,
                    time: record.timeMilliseconds,
                    command: record.summary,
                    agents: words.agents,
                    what: words.what,
                    undo: undo,
                    files: changes(plan, undo),
                    hasBackups: copied.contains { $0.state == .possible }
                )
            )
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

    private mutating func remember(_ plan: Result<UndoPlan, Problem>) {
        guard case .success(let plan) = plan else { return }
        for file in plan.files {
            for bytes in [file.old, file.current.contents].compactMap(\.self) where bytes.count <= HistoryWords.limit {
                copies[Digest(of: bytes)] = bytes
            }
        }
    }

    private func chance(
        _ record: ApplyRecord,
        _ planned: Result<UndoPlan, Problem>,
        _ chances: inout UndoChances
    ) -> UndoChance {
        let plan: UndoPlan
        switch planned {
        case .success(let found): plan = found
        case .failure(let problem): return .never(problem)
        }
        let undo = HostUndo(plan, host: host, explain: explain, snapshot: snapshot)
        return chances.chance(of: undo, record)
    }

    private func changes(_ plan: Result<UndoPlan, Problem>, _ undo: UndoChance) -> [History.Change] {
        guard case .success(let plan) = plan, undo != .undone else { return [] }
        let stores = host.storeFormats
        let format = snapshot.config.format
        let marked = HostUndo(plan, host: host, explain: explain, snapshot: snapshot)
        return plan.files.map { file in
            let lines: @Sendable () -> [DiffLine] = {
                if let format = stores.format(of: .file(file.recorded)) { return format.lines(file).reversedSides }
                return ConfigDifference.lines(from: file.current.contents, to: file.old, format: format)
            }
            return History.Change(path: file.recorded.path, action: marked.action(file), lines: lines)
        }
    }

    // MARK: - Copies

    private func backups(_ record: ApplyRecord, before: String) -> [History.Backup] {
        record.files.filter { $0.backupName != nil }.map { file in
            let id = BackupID(record: record.id, path: file.path)
            let (state, lines) = look(at: file, record)
            return History.Backup(
                id: id,
                time: record.timeMilliseconds,
                before: before,
                state: state,
                change: History.Change(path: file.path, action: .restores, lines: lines)
            )
        }
    }

    private func look(at file: ApplyRecord.File, _ record: ApplyRecord) -> (BackupState, @Sendable () -> [DiffLine]) {
        do throws(Problem) {
            let restored = try RestoredFile(file, record, folder, snapshot, host, explain)
            let plan = RestorePlanner(snapshot, explain).plan(restored, reading: nil)
            return (plan.isEmpty ? .asItIsNow : .possible, { plan.files.flatMap(\.lines) })
        } catch {
            return (.impossible(error), { [] })
        }
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
