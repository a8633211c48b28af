import Credentials
import FileTransactions
import Foundation
import GatewayHost
import Glibc
import Secrets
import Synchronization
import TestSupport
import Testing

/// Reading while another program continuously truncates and rewrites its files without a lock.
@Suite(.serialized) struct TornReadingTests {
    @Test func aThousandReadsBesideAWriterInPlaceCallNothingBroken() throws {
        let home = try TemporaryHome()
        let config = try home.write(".openclaw/openclaw.json", Self.config)
        let include = try home.write(".openclaw/more.json5", Self.include)
        let store = try home.write(".openclaw/agents/main/agent/auth-profiles.json", Stores.keyAndToken)
        let environment = try home.write(".openclaw/.env", "A_VARIABLE=1\n")
        let writer = InPlaceWriter([
            (config, Self.config), (include, Self.include), (store, Stores.keyAndToken),
            (environment, "A_VARIABLE=1\n"),
        ])
        defer { writer.stop() }
        let host = Self.host(home)
        for number in 1...1000 {
            let snapshot = HostSnapshot.read(host)
            let problems = snapshot.problems.map { $0.message }
            #expect(problems.isEmpty, "read \(number)")
            #expect(snapshot.agents.first?.contents?.profiles.count == 2, "read \(number)")
            guard problems.isEmpty else { break }
        }
        // Checks the test: the writer must have been active.
        #expect(writer.stop() > 200)
    }

    private static let config = """
        {
          // by hand
          gateway: { mode: "local", port: 18789 },
          logging: { $include: "./more.json5" },
          value: "${A_VARIABLE}",
        }

        """
    private static let include = "{ level: \"info\" /* more */ }\n"

    private static func host(_ home: TemporaryHome) -> GatewayHost.Host {
        GatewayHost.Host(
            files: SystemFileSystem(),
            environment: home.environment(),
            workingFolder: home.path,
            accountHome: home.path,
            user: GatewayHost.Host.User(id: geteuid(), name: "jo"),
            userName: { "user\($0)" },
            name: "gw-01",
            clock: .system,
            randomToken: { Secret(String(repeating: "ab", count: 24)) },
            processListening: { _ in nil }
        )
    }
}

/// Truncates and rewrites files in place, one after the other, until it is stopped.
///
/// A class because it owns a thread.
private final class InPlaceWriter: Sendable {
    private let isStopped = Atomic(false)
    private let rounds = Atomic(0)
    private let isOver = DispatchSemaphore(value: 0)

    init(_ files: [(path: String, text: String)]) {
        Thread.detachNewThread { [self] in
            while !isStopped.load(ordering: .acquiring) {
                for file in files { Self.rewrite(file.path, Array(file.text.utf8)) }
                rounds.add(1, ordering: .relaxed)
            }
            isOver.signal()
        }
    }

    /// In two writes, as a stream writes data larger than its buffer.
    private static func rewrite(_ path: String, _ bytes: [UInt8]) {
        let file = open(path, O_WRONLY | O_TRUNC)
        guard file >= 0 else { return }
        _ = write(file, bytes, bytes.count / 2)
        _ = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, bytes.count, 0) }
        close(file)
    }

    /// Stops it; returns how often all files were written.
    @discardableResult
    func stop() -> Int {
        if !isStopped.exchange(true, ordering: .acquiringAndReleasing) { isOver.wait() }
        return rounds.load(ordering: .relaxed)
    }
}
