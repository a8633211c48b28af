import CSQLite
import Glibc

/// A second program that writes databases, for the tests: the gateway as this program meets it.
///
///     openclaw-sqlite-peer run PATH SQL [die]    runs statements; with `die` it is killed before it can close the file
///     openclaw-sqlite-peer write KIND PATH       writes two rows together, again and again, until its input ends
///     openclaw-sqlite-peer read PATH USER        reads as a user what the library reads of an agent's folder
///
/// The kinds of writers: `open` stays in a transaction, `churn` commits as fast as it can and empties the -wal file,
/// `slow` pauses for 20 ms after each commit, `reopen` closes the database all the time, `exclusive` has it for itself,
/// `hold` too, but rests after its first rows.
@main
enum SQLitePeer {
    static func main() {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first, arguments.count) {
        case ("run", 4): Writer(arguments[2]).run(arguments[3])
        case ("run", 5):
            let writer = Writer(arguments[2])
            writer.run(arguments[3])
            kill(getpid(), SIGKILL)
        case ("write", 4): Writing(kind: arguments[2], path: arguments[3]).go()
        case ("read", 4): Reading.go(arguments[2], user: UInt32(arguments[3]) ?? 0)
        default: end("usage: run PATH SQL [die] | write KIND PATH | read PATH USER")
        }
    }

    static func end(_ message: String) -> Never {
        say(message)
        exit(1)
    }

    /// Prints a line unbuffered, because the test waits for it.
    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }
}

/// A connection that writes.
final class Writer {
    private var handle: OpaquePointer?

    init(_ path: String) {
        guard sqlite3_open(path, &handle) == SQLITE_OK else { SQLitePeer.end("cannot open \(path)") }
        sqlite3_busy_timeout(handle, 10_000)
        sqlite3_create_function(handle, "readfile", 1, SQLITE_UTF8, nil, Self.readFile, nil, nil)
    }

    /// `readfile(PATH)`, for texts that are too long for an argument.
    private static let readFile: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void =
        {
            context,
            _,
            arguments in
            guard let path = sqlite3_value_text(arguments?[0]), let file = fopen(String(cString: path), "r") else {
                return
            }
            defer { fclose(file) }
            var (bytes, part) = ([UInt8](), [UInt8](repeating: 0, count: 65536))
            while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
            // The negative number stands for SQLITE_TRANSIENT: the bytes are copied.
            sqlite3_result_blob(context, bytes, Int32(bytes.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }

    deinit { sqlite3_close_v2(handle) }

    func run(_ sql: String) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            SQLitePeer.end(String(cString: sqlite3_errmsg(handle)))
        }
    }
}

/// Writes two rows with the same number until standard input ends.
struct Writing {
    let kind: String
    let path: String

    func go() {
        var writer = Writer(path)
        if kind == "exclusive" || kind == "hold" { writer.run("PRAGMA locking_mode=EXCLUSIVE") }
        writer.run("PRAGMA journal_mode=WAL; CREATE TABLE IF NOT EXISTS t(k INTEGER PRIMARY KEY, v TEXT)")
        if kind == "churn" || kind == "exclusive" { writer.run("PRAGMA wal_autocheckpoint=20") }
        var number = 1
        put(number, writer)
        if kind == "open" { writer.run("BEGIN IMMEDIATE; UPDATE t SET v='x'") }
        SQLitePeer.say("ready")
        let rests = kind == "open" || kind == "hold"
        while !hasInputEnded(within: rests ? 1000 : kind == "slow" ? 20 : 0) {
            if rests { continue }
            number += 1
            put(number, writer)
            if kind != "exclusive", number % 37 == 0 { writer.run("PRAGMA wal_checkpoint(TRUNCATE)") }
            if kind == "reopen", number % 11 == 0 { writer = Writer(path) }
        }
        if kind == "open" { writer.run("ROLLBACK") }
        SQLitePeer.say("commits \(number)")
    }

    /// 40 pages in two rows.
    private func put(_ number: Int, _ writer: Writer) {
        let value = "replace(hex(zeroblob(10000)), '00', '\(number),')"
        writer.run("BEGIN IMMEDIATE; INSERT OR REPLACE INTO t VALUES (1, \(value)), (2, \(value)); COMMIT")
    }

    private func hasInputEnded(within milliseconds: Int32) -> Bool {
        var input = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&input, 1, milliseconds) != 0
    }
}
