import FileTransactions
import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// The kept model list of the provider: what counts of it, and what makes it nothing.
@Suite struct KeptModelsTests {
    private static let path = TestHost.state + "/setup/models-anthropic.json"
    private static let next = ModelReference(provider: "anthropic", model: "claude-next-9")

    /// A list of one model, fetched in November.
    private static func text(
        _ model: String = #"{"id":"claude-next-9","name":"Next 9","contextWindow":500000,"maxTokens":99000}"#,
        host: String = "api.anthropic.com",
        at: String = "1796000000000",
        over: String = "2026-10-01",
        version: String = "2"
    ) -> String {
        #"{"version":\#(version),"host":"\#(host)","fetchedAt":\#(at),"over":"\#(over)","models":[\#(model)]}"#
    }

    private func warning(_ host: TestHost) -> String? {
        let snapshot = host.snapshot()
        return snapshot.modelsWarning(.english)
    }

    private func host(_ text: String, mode: FileMode = 0o600) -> TestHost {
        let host = TestHost()
        host.files.addFile(Self.path, text, mode: mode)
        return host
    }

    @Test func whatIsKeptIsUsedAtOnce() throws {
        let host = host(Self.text())
        let snapshot = host.snapshot()
        #expect(warning(host) == nil)
        #expect(snapshot.models.live?.models.count == 1)
        let sheet = try ParameterSheet(snapshot)
        #expect(sheet.models.contains(Self.next))
        let limit = try #require(sheet.parameters(of: Self.next).lines.last?.parameter)
        #expect(limit.kind == .integer(minimum: 1, maximum: 99_000))
        var answers = SetupAnswers(agents: ["main"], intent: .settingsOnly)
        answers.model = Self.next.key
        #expect(try host.plan(answers).effects.contains(.modelOnlyOffered(model: Self.next.key)))
        let rows = ModelListing(snapshot, host.live, live: snapshot.models.live, all: true, provider: nil).rows
        let row = try #require(rows.first { $0.reference == Self.next })
        #expect(row.isLive && !row.isBuiltIn && row.contextWindow == 500_000 && row.maximumTokens == 99_000)
        var edits = ParameterEdits()
        edits.set(99_001, of: "maxTokens", for: .model(Self.next))
        #expect(throws: Problem.self) { try ConfigPlanner(snapshot: snapshot).plan(edits) }
    }

    @Test(
        "a file that is not as this program writes it is ignored, with one line that names it",
        arguments: [
            "", "{", "[]", "null", "\u{feff}x", text(version: "1"), text(version: "\"2\""), text(at: "\"x\""),
            text(at: "1.5"), text("7"), text(#"{"id":"a b","name":"x"}"#), text(#"{"id":"x"}"#), text(#"{"name":"x"}"#),
            text(#"{"id":"../../x","name":"x"}"#), text(#"{"id":"x","name":"a\u001b[2Jb"}"#),
            text(#"{"id":"x","name":"a\nb"}"#), text(#"{"id":"x","name":"\u202eab"}"#), text(#"{"id":"x","name":""}"#),
            text(#"{"id":"x","name":"x","maxTokens":0}"#), text(#"{"id":"x","name":"x","maxTokens":-1}"#),
            text(#"{"id":"x","name":"x","maxTokens":1e300}"#), text(#"{"id":"x","name":"x","contextWindow":"1"}"#),
            text(#"{"id":"x","name":"x","contextWindow":99999999999}"#), text() + "x",
        ]
    )
    func damaged(text: String) {
        let host = host(text)
        #expect(
            warning(host) == "~/.openclaw/setup/models-anthropic.json is not used: it is not as this program writes "
                + "it. openclaw models list --refresh makes a new one."
        )
        let snapshot = host.snapshot()
        #expect(snapshot.models.live == nil && snapshot.models.all.count == 33 && snapshot.problems.isEmpty)
    }

    @Test func limitsBeyondBeliefAreHeld() {
        let models = host(Self.text(#"{"id":"claude-next-9","name":"x","contextWindow":900000000}"#)).snapshot().models
        #expect(models.model(Self.next)?.contextWindow == 10_000_000)
    }

    @Test func aFileThatOthersCouldReadOrThatIsNoneIsIgnored() {
        #expect(warning(host(Self.text(), mode: 0o644))?.contains("its mode is 0644, not 0600") == true)
        let large = host(Self.text() + String(repeating: " ", count: 1 << 20))
        #expect(warning(large)?.contains("larger than 1 MB") == true)
        let link = TestHost()
        link.files.addFile("/home/jo/elsewhere.json", Self.text())
        link.files.addLink(Self.path, to: "/home/jo/elsewhere.json")
        #expect(warning(link)?.contains("it is a symbolic link") == true)
        let folder = TestHost()
        folder.files.addFolder(Self.path)
        #expect(warning(folder)?.contains("it is not a regular file") == true)
        for host in [link, folder, large] { #expect(host.snapshot().models.live == nil) }
    }

    @Test func anOlderListThanTheBuiltInOneDoesNotCount() {
        let september = "1788600000000"
        let models = { (text: String) in host(text).snapshot().models }
        #expect(models(Self.text(at: september, over: "2026-06-01")).live == nil)
        #expect(models(Self.text(over: "2026-06-01")).live != nil, "fetched since")
        #expect(models(Self.text(at: "0")).live != nil, "over the same models: the clock was wrong")
        #expect(warning(host(Self.text(at: september, over: ""))) == nil, "nothing is wrong with it")
    }

    @Test func theListOfAnotherHostDoesNotCount() {
        #expect(host(Self.text(host: "proxy.example")).snapshot().models.live == nil)
    }

    @Test func theListIsThatOfTheReadingOfTheHost() throws {
        let host = host(Self.text())
        let snapshot = host.snapshot()
        host.files.addFile(Self.path, "{", mode: 0o600)
        #expect(snapshot.models.live?.models.count == 1)
        #expect(host.snapshot().models.live == nil)
    }

    // MARK: - What a model takes

    @Test func aTemperatureIsRefusedWhereTheModelTakesNone() throws {
        let opus = ModelReference(provider: "anthropic", model: "claude-opus-4-8")
        let host = TestHost(
            config: """
                { agents: { defaults: { models: { "anthropic/claude-opus-4-8": { params: { temperature: 0.5 } } } } } }
                """
        )
        let line = try ParameterSheet(host.snapshot()).parameters(of: opus).lines[1]
        #expect(line.name == "temperature" && !line.parameter.isTaken && line.now.finding?.isTaken == false)
        var edits = ParameterEdits()
        edits.set(0.25, of: "temperature", for: .model(opus))
        let problem = #expect(throws: Problem.self) { try ConfigPlanner(snapshot: host.snapshot()).plan(edits) }
        #expect(problem?.message.hasSuffix("temperature: this model takes no temperature.") == true)
        #expect(problem?.next == "leave temperature out for this model")
        edits = ParameterEdits()
        edits.unset("temperature", for: .model(opus))
        #expect(try !ConfigPlanner(snapshot: host.snapshot()).plan(edits).isEmpty, "it can be taken out")
        let review = try ConfigReview(host.snapshot())
        #expect(
            review.warnings.map(\.message) == [
                "this model takes no temperature; the provider refuses a request with one, and newer gateways leave it out"
            ]
        )
    }
}
