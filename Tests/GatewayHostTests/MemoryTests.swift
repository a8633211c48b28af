import CSystem
import Credentials
import FileTransactions
import GatewayHost
import Glibc
import Secrets
import TestSupport
import Testing

/// Remains of secrets in the memory of a process after use.
@Suite struct MemoryTests {
    private let old = ScrambledSecret(prefix: "sk-ant-api03-")
    private let new = ScrambledSecret(prefix: "sk-ant-api03-")

    @Test func theScanFindsASecretThatIsHeldOnce() throws {
        let secret = Secret(new.text)
        // The memory map of a process with many threads changes while it is read; the next scan finds what moved.
        var found = 0
        for _ in 0..<50 where found != 1 { found = try MemoryScan.places(of: new).values.reduce(0, +) }
        #expect(found == 1)
        withExtendedLifetime(secret) {}
    }

    /// Checks the test: the C library's own `free` does not zero blocks, so the scan must find the secret.
    @Test func theScanFindsASecretInMemoryThatWasGivenBackAsItWas() throws {
        guard csystem_wipes_freed_memory() == 1 else { return }
        typealias Free = @convention(c) (UnsafeMutableRawPointer?) -> Void
        let symbol = try #require(dlsym(nil, "__libc_free"))
        let release = unsafeBitCast(symbol, to: Free.self)
        // More blocks than the scan itself can reuse; other threads may still reuse them all before it looks.
        let (count, size) = (64, 1000)
        var found = 0
        for _ in 0..<50 where found <= 1 {
            let blocks = (0..<count).map { _ in malloc(size) }
            for block in blocks {
                Secret(new.text).withUTF8 {
                    UnsafeMutableRawBufferPointer(start: block, count: size).copyBytes(from: $0)
                }
            }
            blocks.forEach(release)
            found = try MemoryScan.places(of: new).values.reduce(0, +)
        }
        #expect(found > 1)
        // Allocates them again and frees them zeroed.
        (0..<count).map { _ in malloc(size) }.forEach { free($0) }
    }

    @Test func nothingOfAStoreIsLeftAfterItWasReadPlannedAppliedTakenBackAndLetGo() throws {
        let home = try TemporaryHome()
        try workThrough(home)
        guard csystem_wipes_freed_memory() == 1 else { return }
        #expect(try MemoryScan.places(of: old) == [:])
        #expect(try MemoryScan.places(of: new) == [:])
    }

    /// Everything the program does with a store, on real files.
    @inline(never)
    private func workThrough(_ home: TemporaryHome) throws {
        try home.write(".openclaw/agents/main/agent/auth-profiles.json", store)
        let live = LiveHost(host(home))
        let snapshot = live.read()
        #expect(try StatusReport(snapshot, live).lines.isEmpty == false)
        var credential = NewCredential(Secret(new.text), kind: .apiKey, agents: ["main"])
        credential.profileID = "anthropic:default"
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.replace(id: "anthropic:default", credential))
        #expect(!plan.redactedDiff().isEmpty)
        _ = try live.apply(plan).get()
        #expect(RemainingCopies.find([Secret(old.text)], snapshot, live).copies.count == 1)
        let undo = try #require(try HostUndo.latest(on: host(home)))
        #expect(!undo.preview.isEmpty)
        try undo.run()
        #expect(HostSnapshot.read(host(home)).agents.first?.store != nil)
    }

    private var store: String {
        """
        {
          "version": 1,
          "profiles": {
            "anthropic:default": { "type": "api_key", "provider": "anthropic", "key": "\(old.text)" }
          }
        }

        """
    }

    private func host(_ home: TemporaryHome) -> Host {
        Host(
            files: SystemFileSystem(),
            environment: home.environment(),
            workingFolder: home.path,
            accountHome: home.path,
            user: Host.User(id: SystemFileSystem().userID, name: "jo"),
            userName: { "user\($0)" },
            name: "gw-01",
            clock: .system,
            randomToken: { Secret(String(repeating: "ab", count: 24)) },
            processListening: { _ in nil }
        )
    }
}
