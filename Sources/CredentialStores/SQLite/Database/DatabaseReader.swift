import CSQLite
package import FileTransactions

/// Reads databases of the gateway, which may be writing, and changes nothing: no file is created, written or removed,
/// and none gets another mode, whatever the file system and whoever owns the files.
///
/// A plain connection would rewrite the database of a program that was killed; a read-only one leaves files behind; a
/// copy or an "immutable" one misses what stands in the -wal file. So:
///
/// 1. With a -wal and a -shm file that can be read, SQLite reads one state beside the program that writes, and opens the
///    -shm file for reading only.
/// 2. Otherwise the files are read alone, without a lock. What was read counts only if the files are the same before and
///    after; if they were written just now, two reads have to agree as well, because file times are coarse.
///
/// Whatever changes meanwhile is read again, until the reader's patience ends.
package struct DatabaseReader: Sendable {
    private let files: any FileSystem
    private let clock: WallClock
    /// In milliseconds.
    private let patience: Int64

    /// For status and screens, in milliseconds.
    package static let shortPatience: Int64 = 250
    /// For a plan that needs the rows, in milliseconds; the gateway waits as long.
    package static let longPatience: Int64 = 5000
    /// File times are not finer than this many milliseconds everywhere.
    private static let coarseness: Int64 = 20
    /// Ends a series of reads if the clock stands still.
    private static let mostReads = 10_000

    package init(_ files: any FileSystem, _ clock: WallClock, patience: Int64 = shortPatience) {
        self.files = files
        self.clock = clock
        self.patience = patience
    }

    /// What a query makes of a database; called for each read.
    package typealias Query<Rows> = (borrowing DatabaseConnection) throws(DatabaseFailure) -> Rows

    /// Reads a database in one transaction; nil if there is none.
    ///
    /// - Parameter query: may be called several times; one of its results is returned.
    package func read<Rows: Equatable>(_ path: String, _ query: Query<Rows>) throws(DatabaseError) -> Rows? {
        var series = Series<Rows>(deadline: clock.now().addingClamped(patience))
        for _ in 0..<Self.mostReads {
            switch try look(path) {
            case .missing: return nil
            case .gone: series.last = .beingWritten
            case .found(let files): if let rows = try one(files, &series, query) { return rows }
            }
            if clock.now() >= series.deadline { break }
        }
        throw series.last
    }

    /// What is known after the reads so far.
    private struct Series<Rows> {
        let deadline: Int64
        /// The error that is thrown if time runs out.
        var last = DatabaseError.beingWritten
        /// How often reading beside another program may still be tried.
        var triesBeside = 3
        /// The result of the last read alone, and the files that it was read from.
        var earlier: (rows: Rows, files: DatabaseFiles)?
        /// Whether the same files were read alone with an error.
        var hasFailed = false
    }

    private enum Look {
        case found(DatabaseFiles)
        case missing
        /// A file went away between two calls.
        case gone
    }

    private func look(_ path: String) throws(DatabaseError) -> Look {
        do throws(FileError) {
            return try DatabaseFiles(path, files).map { .found($0) } ?? .missing
        } catch let error where error.code == .notFound {
            return .gone
        } catch {
            throw .file(error)
        }
    }

    /// One read; nil if it has to be repeated.
    private func one<Rows: Equatable>(
        _ found: DatabaseFiles,
        _ series: inout Series<Rows>,
        _ query: Query<Rows>
    ) throws(DatabaseError) -> Rows? {
        if let obstacle = found.obstacle {
            guard isBeingWritten(found) else { throw obstacle }
            series.last = obstacle
            clock.sleep(1)
            return nil
        }
        guard series.triesBeside > 0, try canBeReadBeside(found) else { return try alone(found, &series, query) }
        series.triesBeside -= 1
        do throws(DatabaseFailure) {
            let left = min(patience, max(1, series.deadline.subtractingReportingOverflow(clock.now()).partialValue))
            return try query(DatabaseConnection(found.path, .beside, patience: left))
        } catch {
            series.last = DatabaseError(error, hasJournal: found.journal != nil)
            guard error.kind == .busy else { return nil }
        }
        // Who has the database for itself may keep it: its files are read without asking.
        series.triesBeside = 0
        return try alone(found, &series, query)
    }

    private func canBeReadBeside(_ found: DatabaseFiles) throws(DatabaseError) -> Bool {
        do throws(FileError) {
            return try found.canBeReadBeside(files, pathLimit: Int(OPENCLAW_SQLITE_PATH_LIMIT))
        } catch let error where error.code == .notFound {
            // Whoever had it open has closed it since; reading alone notices what else changed.
            return false
        } catch {
            throw .file(error)
        }
    }

    /// Reads the files alone; nil if it has to be repeated.
    private func alone<Rows: Equatable>(
        _ before: DatabaseFiles,
        _ series: inout Series<Rows>,
        _ query: Query<Rows>
    ) throws(DatabaseError) -> Rows? {
        let isYoung = before.age(at: clock.now()) < Self.coarseness
        var rows: Rows?
        var failure: DatabaseFailure?
        do throws(DatabaseFailure) {
            rows = try query(DatabaseConnection(before.path, .alone, patience: 0))
        } catch {
            failure = error
        }
        guard case .found(let after) = try look(before.path), after.isSame(as: before) else {
            (series.earlier, series.hasFailed, series.last) = (nil, false, .beingWritten)
            return nil
        }
        if let rows {
            if !isYoung { return rows }
            if let earlier = series.earlier, earlier.files.isSame(as: before), earlier.rows == rows { return rows }
            (series.earlier, series.last) = ((rows, before), .beingWritten)
        } else if let failure {
            let error = DatabaseError(failure, hasJournal: before.journal != nil)
            // The journal of a program that is writing goes away when it has written.
            if series.hasFailed, !isBeingWritten(before) { throw error }
            (series.hasFailed, series.last) = (true, error)
            clock.sleep(1)
        }
        return nil
    }

    /// Whether a database was written so recently that somebody may be writing it.
    private func isBeingWritten(_ files: DatabaseFiles) -> Bool {
        files.age(at: clock.now()) < WallClock.settlingMilliseconds
    }
}

extension Int64 {
    /// The sum, clamped on overflow: a machine's clock may say anything.
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
