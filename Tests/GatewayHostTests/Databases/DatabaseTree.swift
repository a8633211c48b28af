import FileTransactions
import Foundation
import GatewayHost
import JSON5
import Secrets
import Synchronization
import TestSupport

/// A host as a gateway left it, on a real file system in a temporary home, at the time when it was recorded.
struct DatabaseTree {
    static let now: Int64 = 1_770_000_000_000

    let home: TemporaryHome
    var variables: [String: String] = [:]
    private let clock = StandingClock(now)

    var state: String { home.stateFolder }

    init() throws {
        home = try TemporaryHome()
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
    }

    /// A recorded case, with the gateway's program of a release on PATH.
    init(_ golden: GoldenFolder.DatabaseCase, release: String) throws {
        try self.init()
        try golden.unpack(into: state)
        variables = Dictionary(
            (golden.golden["env"]?.objectValue ?? [:]).compactMap { name, value in value.stringValue.map { (name, $0) }
            }
        ) { $1 }
        if let config = home.text(".openclaw/openclaw.json"), config.contains("<STATE>") {
            try home.write(".openclaw/openclaw.json", config.replacing("<STATE>", with: state))
        }
        try install(release)
    }

    /// A case of `Goldens/field-databases`.
    init(field name: String) throws {
        try self.init()
        let path = GoldenFolder.own.path.replacing("/gateway", with: "/field-databases/") + name + ".tar.gz"
        try GoldenFolder.DatabaseCase(name: name, golden: .null, archive: path).unpack(into: state)
    }

    /// Puts the gateway's program of a release on PATH.
    func install(_ release: String) throws {
        try home.write("gateway/package.json", "{\"name\":\"openclaw\",\"version\":\"\(release)\"}")
        try home.write("gateway/openclaw", "#!/bin/sh\n", mode: 0o700)
    }

    /// The gateway's program, as it has to be typed.
    var program: String { home.path + "/gateway/openclaw" }

    var live: LiveHost { live(texts: .english) }

    func live(texts: Texts) -> LiveHost {
        let environment = home.environment(["PATH": home.path + "/gateway"]).merging(variables) { $1 }
        let host = Host(
            files: SystemFileSystem(),
            environment: environment,
            workingFolder: home.path,
            accountHome: home.path,
            user: Host.User(id: 1000, name: "jo"),
            userName: { "user\($0)" },
            name: "gw-01",
            clock: clock.clock,
            randomToken: { Secret(String(repeating: "ab", count: 24)) },
            processListening: { _ in nil }
        )
        return LiveHost(host, texts: texts)
    }

    var snapshot: HostSnapshot { live.read(for: .report) }

    func report(agent: String? = nil, texts: Texts = .english) throws -> StatusReport {
        let live = live(texts: texts)
        let snapshot = live.read(for: .report)
        return try StatusReport(
            snapshot,
            live,
            agent: agent,
            further: snapshot.furtherProblems(live),
            release: snapshot.releaseEvidence
        )
    }
}

/// Time stands still but for those who sleep. A class because all copies of its clock share the time.
private final class StandingClock: Sendable {
    private let time: Mutex<Int64>

    init(_ now: Int64) { time = Mutex(now) }

    var clock: WallClock {
        WallClock(
            now: { self.time.withLock { $0 } },
            sleep: { milliseconds in self.time.withLock { $0 += milliseconds } },
            random: { 0.5 }
        )
    }
}
