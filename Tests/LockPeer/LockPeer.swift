import Glibc

/// A second program that follows the gateway's lock protocol, written for the tests without code shared with this
/// program.
///
/// The protocol is that of proper-lockfile: mkdir of `STORE.lock`, released by rmdir; stale if its time is over 30 s
/// old, then rmdir and one more mkdir; the holder renews the time and checks that it is still the one it set. The store
/// is written in place, as the gateway does.
///
///     openclaw-lock-peer update STORE ID COUNT    adds COUNT to the errorCount of a profile, one locked update each
///     openclaw-lock-peer hold STORE               holds the lock, renews it at each input line, prints what it finds
@main
enum LockPeer {
    static func main() {
        let arguments = CommandLine.arguments
        switch (arguments.dropFirst().first, arguments.count) {
        case ("update", 5): update(arguments[2], id: arguments[3], count: Int(arguments[4]) ?? 0)
        case ("hold", 3): hold(arguments[2])
        default: end("usage: update STORE ID COUNT | hold STORE")
        }
    }

    static func end(_ message: String) -> Never {
        say(message)
        exit(1)
    }

    /// Prints a line unbuffered, because the test waits for it.
    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    // MARK: - Acts

    private static func update(_ store: String, id: String, count: Int) {
        for _ in 0..<count {
            let lock = Lock(store)
            lock.acquire()
            write(raised(read(store), id: id), to: store)
            lock.release()
        }
        say("done")
    }

    private static func hold(_ store: String) {
        let lock = Lock(store)
        lock.acquire()
        say("held")
        while readLine() != nil { say(lock.renew() ? "renewed" : "compromised") }
        lock.release()
    }

    // MARK: - The store, as text

    /// The text with the number after `"ID": { "errorCount": ` incremented.
    private static func raised(_ text: [UInt8], id: String) -> [UInt8] {
        guard let number = end(of: "\"\(id)\": { \"errorCount\": ", in: text) else { end("no counter of \(id)") }
        let digits = text[number...].prefix { (0x30...0x39).contains($0) }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return text[..<number] + Array(String(value + 1).utf8) + text[digits.endIndex...]
    }

    private static func end(of word: String, in text: [UInt8]) -> Int? {
        let word = Array(word.utf8)
        guard text.count >= word.count else { return nil }
        let place = (0...(text.count - word.count)).first { text[$0..<($0 + word.count)].elementsEqual(word) }
        return place.map { $0 + word.count }
    }

    private static func read(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY)
        guard file >= 0 else { end("cannot read \(path)") }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = Glibc.read(file, &bytes, bytes.count)
        return Array(bytes.prefix(max(0, count)))
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else { end("cannot write \(path)") }
        close(file)
    }
}

/// The lock folder. A class because it has the state of being held.
private final class Lock {
    private let path: String
    /// The time that was set last, in milliseconds.
    private var renewed: Int64 = 0

    init(_ store: String) {
        guard let real = realpath(store, nil) else { LockPeer.end("no \(store)") }
        path = String(cString: real) + ".lock"
        free(real)
    }

    /// Retries without limit, with pauses that grow and then restart.
    func acquire() {
        for attempt in 0... {
            if take() { break }
            usleep(UInt32(1000 << (attempt % 6)) + UInt32.random(in: 0..<1000))
        }
        if !touch() { LockPeer.end("lost at once") }
    }

    private func take() -> Bool {
        if mkdir(path, 0o777) == 0 { return true }
        guard errno == EEXIST else { LockPeer.end("mkdir: errno \(errno)") }
        guard let held = modified(), now() - held > 30_000 else { return false }
        rmdir(path)
        return mkdir(path, 0o777) == 0
    }

    /// Whether the lock is still ours; sets its time to now.
    func renew() -> Bool {
        guard modified() == renewed else { return false }
        return touch()
    }

    private func touch() -> Bool {
        renewed = now()
        let time = timespec(tv_sec: Int(renewed / 1000), tv_nsec: Int(renewed % 1000) * 1_000_000)
        return utimensat(AT_FDCWD, path, [time, time], 0) == 0
    }

    /// The lock must not have been taken over, because that would mean two holders.
    func release() {
        guard modified() == renewed else { LockPeer.end("compromised") }
        rmdir(path)
    }

    private func modified() -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    }

    private func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
