import Credentials
import FileTransactions
import Foundation
import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import TestSupport
import Testing

/// Onboarding on configs of real hosts: supported ones stay supported, and one with which no gateway starts is not
/// changed.
@Suite struct FieldTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let onboarding: String
        /// The first lines of the status: the verdict and what is beside it.
        let status: [String]
        var testDescription: String { name }
    }

    private static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent("Goldens/field")
    }

    static let cases: [Case] = {
        let bytes = (try? Data(contentsOf: folder.appendingPathComponent("outcomes.json"))).map { Array($0) } ?? []
        let table = try? Document(parsing: bytes, dialect: .json).root.objectValue
        return (table ?? [:]).map { name, value in
            Case(
                name: name,
                onboarding: value["onboarding"]?.stringValue ?? "",
                status: value["status"]?.arrayValue?.compactMap(\.stringValue) ?? []
            )
        }
    }()

    @Test func theTableIsThere() {
        #expect(Self.cases.count == 48)
        #expect(Self.cases.filter { $0.status.isEmpty }.map(\.name) == ["33", "34"])
    }

    private func host(_ name: String) throws -> TestHost {
        let host = TestHost()
        let root = Self.folder.appendingPathComponent(name)
        for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
            let url = root.appendingPathComponent(path)
            guard try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
            let place =
                path == "auth-profiles.json"
                ? TestHost.store
                : path.hasPrefix("host/") ? "/home/jo/" + path.dropFirst(5) : TestHost.state + "/" + path
            host.files.addFile(place, bytes: Array(try Data(contentsOf: url)))
        }
        return host
    }

    /// What is refused in the configs of real hosts, and how many of their keys only a later release than the schema's has.
    /// Cases that are not named have neither.
    private static let findings: [String: (refused: [String], later: Int)] = [
        "01": ([], 1), "03": ([], 3), "05": ([], 9), "08e": ([], 5), "10e": ([], 7),
        "17e": (["models.providers.sumopod.api"], 2),
        "18": ([], 1), "64": ([], 2), "19": (["<root>"], 0), "60": (["models.providers.anthropic.models"], 0),
        "13e": (["agents", "gateway", "<root>"], 0), "15": (["agents.list", "agents", "session", "<root>"], 0),
        "08": ([], 5), "10": ([], 7), "13": (["agents", "gateway", "<root>"], 0), "14": ([], 1),
    ]

    @Test(arguments: cases) func onlyWhatNoReleaseAcceptsIsRefused(field: Case) throws {
        let snapshot = try host(field.name).snapshot()
        guard snapshot.config.problem == nil else { return }
        let review = try ConfigReview(snapshot)
        let expected = Self.findings[field.name] ?? ([], 0)
        #expect(review.issues.map(\.path) == expected.refused)
        #expect(snapshot.config.acceptance().later.count == expected.later)
        // No advice to delete what a later gateway needs.
        #expect(!review.lines(snapshot).map(\.plain).joined().contains("doctor --fix"))
    }

    /// Those with a database are in `FieldDatabaseTests`: SQLite opens files of a real disk only.
    @Test(arguments: cases.filter { !$0.status.isEmpty }) func theStatusBeginsWithTheTruth(field: Case) throws {
        let host = try host(field.name)
        let snapshot = host.snapshot()
        let report = try StatusReport(
            snapshot,
            host.live,
            further: snapshot.furtherProblems(host.live),
            service: ServiceSnapshot.read(snapshot, host.live)
        )
        let opening = Array(report.lines.prefix { !$0.hasPrefix("Config  ") && !$0.hasPrefix("No API key found") })
        #expect(opening.filter { !$0.isEmpty } == field.status)
    }

    @Test(arguments: cases) func onboardingWritesOrSaysWhyNot(field: Case) throws {
        let host = try host(field.name)
        let before = host.files.tree()
        let snapshot = host.snapshot()
        let problem = snapshot.onboardingRefusal ?? snapshot.problems.first ?? snapshot.storeRefusals.first
        guard field.onboarding == "written" else {
            #expect(problem?.code == field.onboarding && problem?.next != nil)
            if field.onboarding == "config-refused" {
                #expect(problem?.next?.contains("models auth paste-api-key --store-only") == true)
            }
            return
        }
        #expect(problem == nil)
        var answers = SetupAnswers.token()
        answers.model = "anthropic/claude-sonnet-4-5"
        answers.cacheRetention = .long
        let plan = try host.apply(answers)
        #expect(!plan.files.isEmpty)
        #expect(host.snapshot().onboardingRefusal == nil)
        try #require(try HostUndo.latest(on: host.host)).run()
        let after = host.files.tree()
        for path in before.paths {
            #expect(after[path]?.bytes == before[path]?.bytes, "\(path)")
        }
    }

    /// A key of a fork and a word of no known release stop no write, but every plan says what they stop.
    @Test(arguments: cases) func aPlanSaysOnceThatTheGatewayDoesNotStart(field: Case) throws {
        // In 38 the marks of the id stand in a file that is not written, so nothing is stored under it.
        guard field.onboarding == "written", field.name != "38" else { return }
        let host = try host(field.name)
        let credential = NewCredential(Fake.apiKey(), kind: .apiKey, agents: ["main"])
        let plans = [
            try host.plan(.token()), try ProfilePlanner(snapshot: host.snapshot()).plan(.add(credential)),
        ]
        for plan in plans {
            let told = plan.effects.filter { if case .stillRefused = $0 { true } else { false } }
            #expect(told.count == (["17e", "19"].contains(field.name) ? 1 : 0))
        }
    }

    @Test(arguments: cases.filter { $0.onboarding == "config-refused" })
    func theCredentialAloneCanBeStored(field: Case) throws {
        let host = try host(field.name)
        let config = host.files.text(TestHost.config)
        let snapshot = host.snapshot()
        var credential = NewCredential(Fake.apiKey(), kind: .apiKey, agents: ["main"])
        #expect(throws: Problem.self) { try ProfilePlanner(snapshot: snapshot).plan(.add(credential)) }
        let problem = snapshot.obstacle(toListing: "anthropic:default", kind: .apiKey)
        #expect(problem?.code == "config-refused" && problem?.next?.contains("--store-only") == true)
        credential.storesAlone = true
        let plan = try ProfilePlanner(snapshot: snapshot).plan(.add(credential))
        #expect(plan.files.map(\.path) == [TestHost.store])
        #expect(plan.effects.contains { if case .configRefused = $0 { true } else { false } })
        #expect(plan.effects.contains(.profiles(.storedAlone(profileID: "anthropic:default", isTried: true))))
        _ = try host.live.apply(plan).get()
        #expect(host.files.text(TestHost.config) == config)
    }
}
