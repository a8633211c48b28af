import GatewayConfig
import JSON5
import Secrets
import TestSupport
import Testing

@testable import GatewayHost

/// What speaks for a release of the gateway on a host, and what follows for its store.
@Suite struct ReleaseEvidenceTests {
    private static let config = "{ meta: { lastTouchedVersion: '2026.3.13' }, gateway: { mode: 'local' } }\n"
    private static let unit = "/home/jo" + "/.config/systemd/user/openclaw-gateway.service"

    private func host(_ config: String = config, program: String? = nil, unit: String? = nil) -> TestHost {
        var host = TestHost(config: config)
        if let program {
            let package = "/usr/lib/node_modules/openclaw"
            host.files.addFile(package + "/package.json", #"{"name":"openclaw","version":"\#(program)"}"#)
            host.files.addFile(package + "/openclaw.mjs", "#!/usr/bin/env node\n")
            host.files.addLink("/usr/bin/openclaw", to: package + "/openclaw.mjs")
            host.environment["PATH"] = "/nowhere:relative:/usr/bin"
        }
        if let unit {
            host.files.addFile(
                Self.unit,
                "[Service]\nExecStart=/usr/bin/node x\nEnvironment=OPENCLAW_SERVICE_VERSION=\(unit)\n"
            )
        }
        return host
    }

    private func evidence(_ host: TestHost) -> ReleaseEvidence {
        host.snapshot().releaseEvidence
    }

    @Test func theFileItselfIsTheWeakestPiece() {
        let found = evidence(host(program: "2026.4.24", unit: "2026.5.2"))
        #expect(found.items.map(\.source) == [.unit, .program, .meta])
        #expect(found.items.map(\.version) == ["2026.5.2", "2026.4.24", "2026.3.13"])
        #expect(found.host?.version == "2026.5.2" && found.newest == "2026.5.2")
    }

    @Test func aFileAloneIsNotCertain() {
        let found = evidence(host())
        #expect(found.host == nil && found.strongest?.version == "2026.3.13")
        #expect(found.document(store: "json")["certain"] == false)
        #expect(found.document(store: "json")["from"] == "meta")
    }

    @Test func aProgramOfAnotherPackageIsNone() {
        var host = host()
        host.files.addFile("/opt/tool/package.json", #"{"name":"tool","version":"9.9.9"}"#)
        host.files.addFile("/opt/tool/openclaw", "")
        host.environment["PATH"] = "/opt/tool"
        #expect(evidence(host).items.map(\.source) == [.meta])
    }

    @Test(arguments: ["x", "", "latest", "2026"]) func aVersionThatIsNoneIsDropped(version: String) {
        #expect(evidence(host("{ meta: { lastTouchedVersion: '\(version)' } }")).items.isEmpty)
    }

    @Test func theNewestIsFoundWhereverItStands() {
        #expect(
            evidence(host("{ meta: { lastTouchedVersion: '2026.10.1' } }", program: "2026.9.30")).newest == "2026.10.1"
        )
    }

    // MARK: - The kind of store

    @Test func whereTheGatewayKeepsADatabaseNoFileIsBegun() throws {
        let host = host("{ meta: { lastTouchedVersion: '2026.6.5' } }")
        let problem = try #require(host.snapshot().storeProblem)
        #expect(problem.code == "newer-store" && problem.message.contains("2026.6.5"))
        #expect(host.snapshot().defaultAgent?.newerStore == problem)
    }

    @Test func aPrereleaseKeepsItsCredentialsWhereTheReleaseDoes() {
        #expect(
            host("{ meta: { lastTouchedVersion: '2026.6.5-beta.1' } }").snapshot().storeProblem?.code == "newer-store"
        )
    }

    // MARK: - Keys of later releases

    @Test func aGatewayThatIsOlderIsToldBeforeTheFileIsWritten() throws {
        let older = host("{ gateway: { mode: 'local' } }", program: "2026.2.9")
        #expect(throws: Problem.self) {
            try ConfigPlanner(snapshot: older.snapshot()).plan(setting: "raw", at: "commands.ownerDisplay")
        }
        let newer = host("{ gateway: { mode: 'local' } }", program: "2026.3.13")
        let planner = ConfigPlanner(snapshot: newer.snapshot())
        #expect(try planner.plan(setting: "raw", at: "commands.ownerDisplay").files.count == 1)
    }

    @Test(
        arguments: [
            ("2026.3.13", true), ("2026.2.21", true), ("2026.2.9", nil), ("2026.2.20", nil), ("x", nil),
        ] as [(String, Bool?)]
    )
    func aFileIsValidOnlyForAReleaseThatKnowsItsKeys(version: String, isValid: Bool?) throws {
        let text = "{ meta: { lastTouchedVersion: '\(version)' }, commands: { ownerDisplay: 'raw' } }"
        let snapshot = host(text).snapshot()
        let review = try ConfigReview(snapshot)
        #expect(review.document(snapshot)["valid"] == (isValid.map { .bool($0) } ?? .null))
        #expect(review.exitCode(isStrict: false) == 0 && review.exitCode(isStrict: true) == (isValid == true ? 0 : 1))
    }

    @Test func theNextStepIsTheCommandOfTheGatewaysOwnProgram() {
        let alone = host("{ meta: { lastTouchedVersion: '2026.6.5' } }").snapshot().storeProblem
        #expect(alone?.next?.contains("found on PATH") == true)
        let beside = host("{}", program: "2026.6.5").snapshot().storeProblem
        #expect(beside?.next == "/usr/bin/openclaw models auth paste-token --provider anthropic")
    }

    @Test func whereProgramAndFileDisagreeBothAreSaidAndNoFileIsBegun() throws {
        let older = host("{ meta: { lastTouchedVersion: '2026.6.5' } }", program: "2026.5.28")
        let problem = try #require(older.snapshot().storeProblem)
        #expect(problem.code == "newer-store")
        #expect(["2026.5.28", "2026.6.5"].allSatisfy { release in problem.details.contains { $0.contains(release) } })
        #expect(problem.next?.hasPrefix("/usr/bin/openclaw models auth paste-token") == true)
        #expect(problem.next?.contains("2026.5.28") == true)
        let newer = host("{ meta: { lastTouchedVersion: '2026.3.13' } }", program: "2026.6.5")
        #expect(newer.snapshot().storeProblem?.code == "newer-store")
    }

    @Test func theServicesOwnWordOfAnOlderReleaseSettlesIt() {
        let config = "{ meta: { lastTouchedVersion: '2026.6.5' } }"
        #expect(host(config, unit: "2026.5.28").snapshot().storeProblem == nil)
        #expect(host(config, program: "2026.6.5", unit: "2026.5.28").snapshot().storeProblem == nil)
        #expect(host("{}", unit: "2026.6.5-1").snapshot().storeProblem?.code == "newer-store")
    }

    // MARK: - A config that does not tell

    /// Texts that no parser takes, each of a gateway with a database.
    private static let broken = [
        #"{"meta":{"lastTouchedVersion":"2026.6.5"},"gateway":{"mode":"local""#,
        "{ meta: { lastTouchedVersion : '2026.6.5' }, }}",
        #"{"meta":{"lastTouchedVersion":"2026.3.13"}} {"meta":{"lastTouchedVersion":"2026.8.1"}}"#,
    ]

    @Test(arguments: broken) func aBrokenConfigDoesNotHideItsRelease(text: String) throws {
        let found = evidence(host(text))
        #expect(found.items.map(\.source) == [.text] && found.host == nil)
        #expect(found.document(store: "none")["from"] == "meta")
        let problem = try #require(host(text).snapshot().agent("main")?.newerStore)
        #expect(problem.message.contains(found.items[0].version))
    }

    @Test func aBrokenConfigLeavesWhatServiceAndProgramSay() {
        let found = evidence(host("{ meta: ", program: "2026.7.2", unit: "2026.6.9"))
        #expect(found.items.map(\.version) == ["2026.6.9", "2026.7.2"])
        #expect(host("{ meta: ", program: "2026.7.2").snapshot().agent("main")?.newerStore != nil)
        #expect(host("{ meta: ").snapshot().agent("main")?.newerStore == nil)
    }

    @Test func aConfigInUTF16StillTellsItsRelease() {
        let host = host("{}")
        let text = #"{"meta":{"lastTouchedVersion":"2026.6.5"}}"#
        host.files.addFile(TestHost.config, bytes: [0xFF, 0xFE] + text.utf8.flatMap { [$0, 0] })
        #expect(evidence(host).items.map(\.version) == ["2026.6.5"])
    }

    @Test func theGatewaysCopyTellsWhereTheConfigIsSilent() throws {
        let host = host("{ gateway: { mode: 'local' } }")
        host.files.addFile(TestHost.config + ".bak", #"{"meta":{"lastTouchedVersion":"2026.7.2"}}"#)
        #expect(evidence(host).items.map(\.source) == [.backup])
        #expect(host.snapshot().storeProblem?.message.contains("openclaw.json.bak") == true)
        host.files.addFile(TestHost.config, "{ meta: { lastTouchedVersion: '2026.3.13' } }")
        #expect(evidence(host).items.map(\.source) == [.meta])
    }

    @Test(arguments: ["", "lastTouchedVersion", #""lastTouchedVersion": 2026"#, "lastTouchedVersion: 'soon'", "{{"])
    func aTextWithoutAReleaseTellsNone(text: String) {
        #expect(WriterMention.newest(in: Array(text.utf8)) == nil)
    }

    @Test func aStoreThatIsThereCountsBeforeAnyRelease() {
        let host = host("{ meta: { lastTouchedVersion: '2026.6.5' } }")
        host.files.addFile(TestHost.store, #"{"version":1,"profiles":{}}"#)
        #expect(host.snapshot().storeProblem == nil)
    }
}
