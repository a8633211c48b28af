import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

@Suite struct ParameterPlanTests {
    private let opus = ParameterSheetTests.opus
    private let sonnet = ParameterSheetTests.sonnet

    private func plan(_ host: TestHost, _ edits: ParameterEdits) throws -> ChangePlan {
        try ConfigPlanner(snapshot: host.snapshot()).plan(edits)
    }

    private func text(_ plan: ChangePlan) -> String {
        String(decoding: plan.files.first?.contents ?? [], as: UTF8.self)
    }

    @Test func severalEditsAreOnePlanOfOneFile() throws {
        let host = TestHost(config: ParameterSheetTests.written)
        var edits = ParameterEdits()
        edits.set("long", of: "cacheRetention", for: .model(opus))
        edits.set(0.25, of: "temperature", for: .model(opus))
        edits.set(4096, of: "maxTokens", for: .model(sonnet))
        let plan = try plan(host, edits)
        #expect(plan.files.count == 1)
        #expect(plan.effects == [.joinsAllowlist(model: sonnet.key)])
        let models = try Document(parsing: text(plan)).root.value(at: ["agents", "defaults", "models"])
        #expect(models?[opus.key]?["params"] == ["temperature": 0.25, "cacheRetention": "long"])
        #expect(models?[sonnet.key]?["params"] == ["maxTokens": 4096])
    }

    @Test func theFirstEntryLimitsTheGatewayAndTheSheetSaysHowManyItShutsOut() throws {
        let host = TestHost(config: "{}")
        var edits = ParameterEdits()
        edits.set("long", of: "cacheRetention", for: .model(opus))
        #expect(try plan(host, edits).effects == [.createsAllowlist(model: opus.key)])
        #expect(try ParameterSheet(host.snapshot(), edits: edits).shutsOut == ModelCatalog.builtIn.models.count - 1)
    }

    @Test func allModelsCanStayAllowed() throws {
        let host = TestHost(config: "{}")
        var edits = ParameterEdits()
        edits.set("long", of: "cacheRetention", for: .model(opus))
        edits.keepsAllModels = true
        let count = ModelCatalog.builtIn.models.count
        let plan = try plan(host, edits)
        #expect(plan.effects == [.keepsAllModels(count: count)])
        let listed = try Document(parsing: text(plan)).root.value(at: ["agents", "defaults", "models"])?.objectValue
        #expect(listed?.keys.first == opus.key)
        #expect(listed?.count == count)
        #expect(try ParameterSheet(host.snapshot(), edits: edits).shutsOut == 0)
    }

    @Test func whatIsSoAlreadyIsAnEmptyPlan() throws {
        let host = TestHost(config: ParameterSheetTests.written)
        var edits = ParameterEdits()
        edits.set(0.5, of: "temperature", for: .model(opus))
        edits.unset("maxTokens", for: .model(opus))
        #expect(try plan(host, edits).isEmpty)
    }

    @Test func takingAnEditBackTakesTheListBackToo() {
        var edits = ParameterEdits()
        edits.set(1, of: "temperature", for: .model(opus))
        edits.keepsAllModels = true
        edits.forget("temperature", for: .model(opus))
        #expect(edits == ParameterEdits())
    }

    @Test func aValueOutOfItsLimitsIsRefusedAndNothingIsWritten() throws {
        let host = TestHost(config: ParameterSheetTests.written)
        var edits = ParameterEdits()
        edits.set(2, of: "temperature", for: .model(opus))
        let problem = #expect(throws: Problem.self) { try plan(host, edits) }
        #expect(problem?.code == "bad-parameter")
    }

    @Test func onlyTheEditedValueChangesInAHandWrittenFile() throws {
        let before = """
            // mine
            { agents: { defaults: { models: {
              'anthropic/claude-opus-4-6': { params: { temperature: .5, /* sober */ }, alias: 'o' }, // keep
            } } } }

            """
        let host = TestHost(config: before)
        var edits = ParameterEdits()
        edits.set(0.75, of: "temperature", for: .model(opus))
        #expect(try text(plan(host, edits)) == before.replacingOccurrences("temperature: .5", "temperature: 0.75"))
    }
}
