import Anthropic
import CredentialStores
import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// No number in a file, a variable or a clock crashes the program: it is shown in some form or ignored.
@Suite struct NumberLawTests {
    private static func snapshot(_ extreme: ExtremeFiles) -> HostSnapshot { live(extreme).read() }

    private static func live(_ extreme: ExtremeFiles) -> LiveHost {
        let files = InMemoryFileSystem(now: StatusHost.now)
        files.addFolder("/home/jo")
        for (name, text) in extreme.files { files.addFile("/home/jo/.openclaw/\(name)", text) }
        files.addFile("/home/jo/.openclaw/setup/verified.key", String(repeating: "k", count: 48))
        var host = Host.inMemory(files, environment: extreme.environment.merging(["HOME": "/home/jo"]) { $1 })
        host.clock = WallClock(now: { extreme.now }, sleep: { _ in }, random: { 0.5 })
        return LiveHost(host)
    }

    @Test(arguments: 0..<12)
    func everythingThatIsShownOfAHostCanBeMade(part: Int) throws {
        for seed in 0..<15 {
            let live = Self.live(ExtremeFiles(seed: UInt64(part * 15 + seed)))
            let snapshot = live.read()
            try #require(snapshot.agents.allSatisfy { $0.store != nil }, "seed \(seed)")
            for agent in [nil, "main", "ops"] {
                let further = snapshot.furtherProblems(live)
                let report = try StatusReport(snapshot, live, agent: agent, further: further)
                let document = report.document
                #expect(!report.lines.isEmpty)
                // Numbers that JSON cannot represent are null, as in the gateway.
                let bytes = document.jsonBytes()
                #expect(try Document(parsing: bytes, dialect: .json).root.jsonBytes() == bytes, "seed \(seed)")
            }
            let listing = ProfileListing(snapshot, live, agent: "main", provider: nil)
            #expect(!listing.lines.isEmpty && !listing.members.isEmpty)
            #expect(!OrderView(snapshot, agent: "ops", provider: "anthropic").lines.isEmpty)
            for row in ProfileRows(snapshot, live, agent: "main") { #expect(!row.id.isEmpty) }
            _ = SetupFacts(snapshot, .english)
            _ = SetupDraft.read(on: snapshot, live)
            _ = snapshot.models.all
            #expect((1...65_535).contains(snapshot.gatewayPort))
            if snapshot.config.problem == nil { _ = try ConfigReview(snapshot).document(snapshot) }
        }
    }

    @Test(arguments: 0..<6)
    func everyChangeCanBePlannedOrIsRefused(part: Int) throws {
        for seed in 0..<15 {
            let snapshot = Self.snapshot(ExtremeFiles(seed: UInt64(part * 15 + seed)))
            let planner = ProfilePlanner(snapshot: snapshot)
            for id in ["anthropic:a", "anthropic:b"] {
                let cleared = try planner.plan(.clearFailures(id: id, agent: "main"))
                for file in cleared.files { #expect(!file.isRemoved) }
                let marks = [Verification.Outcome.creditTooLow, .rateLimited(retryAfterSeconds: .max), .verified]
                    .compactMap { CheckMark(Verification($0, model: "m", host: "h"), profileID: id) }
                let marked = try planner.plan(.recordChecks(Array(marks.dropLast()), agent: "main"))
                let store = try #require(marked.files.first?.change?.after as? AuthProfilesStore)
                let contents = try JSONCredentialStore(reading: store.text.bytes).contents
                let isMarked = contents.stats(of: id).disabledUntil.map { $0 <= TimeRange.last }
                #expect(isMarked == true || snapshot.readAt <= 0, "seed \(seed)")
                _ = try planner.plan(.recordChecks(marks, agent: "main"))
            }
        }
    }

    @Test func aStopWithoutAnEndIsAStop() throws {
        let host = StatusHost(
            store: StoreText.of(
                StoreText.key("anthropic:a"),
                StoreText.key("anthropic:b"),
                stats: """
                    "anthropic:a": { "disabledUntil": 36000001770000000000, "disabledReason": "billing" }
                    """
            ),
            config: "{ auth: { cooldowns: { billingBackoffHours: 1e13 } } }"
        )
        let report = try host.report()
        #expect(report.verdict.canAnswer == true)
        #expect(
            report.lines.contains("- anthropic:a: disabled until the year 275760 (273734 years): billing"),
            "\(report.lines)"
        )
        let resting = report.document["auth"]?["unusableProfiles"]?[0]
        #expect(resting?["kind"] == "disabled" && resting?["until"] == .integer(TimeRange.last))
    }

    @Test func aBillingStopIsNeverLongerThanThereAreDates() {
        var settings = ReleaseDetection.known.newest.cooldowns(in: nil, provider: "anthropic")
        for hours in [1e13, 1e300, .greatestFiniteMagnitude, .infinity] {
            settings.billingBackoffHours = hours
            #expect(settings.billingStop(failures: .max) == TimeRange.last)
        }
        settings.billingBackoffHours = 5
        #expect(settings.billingStop(failures: 1) == 5 * 3_600_000)
    }

    @Test func timesAreClampedToTheDatesThereAre() {
        #expect(TimeRange.clamped(1e300) == TimeRange.last && TimeRange.clamped(-Double.infinity) == -TimeRange.last)
        #expect(TimeRange.clamped(Double.nan) == 0 && TimeRange.clamped(1.9) == 1)
        #expect(TimeRange.adding(.max, to: .max) == TimeRange.last)
        #expect(TimeRange.milliseconds(from: .min, to: .max) == 2 * TimeRange.last)
        #expect(Timestamp.iso8601(TimeRange.last) == "+275760-09-13T00:00:00.000Z")
        #expect(Timestamp.iso8601(-62_198_755_200_000) == "-000001-01-01T00:00:00.000Z")
        let moments = MomentText(texts: .english, zone: .utc, now: .min)
        for instant in [Int64.min, .max, -1, 0] {
            #expect(
                !moments.clock(instant).isEmpty && !moments.minute(instant).isEmpty && !moments.day(instant).isEmpty
            )
            #expect(!moments.remaining(instant).isEmpty && !RemainingText.short(instant).isEmpty)
        }
        #expect(moments.clock(-1) == "1970-01-01 00:00 UTC")
    }

    @Test func aPortThatIsNoneCountsAsNotSaid() {
        for port in ["-5", "0", "65536", "1e300", "99999999999999999999"] {
            let host = StatusHost(
                ["openclaw.json": "{ gateway: { port: \(port) } }"],
                environment: ["OPENCLAW_GATEWAY_PORT": port]
            )
            #expect(host.snapshot.gatewayPort == 18_789, "\(port)")
        }
    }
}
