import JSON5
import Testing

@testable import GatewayConfig

@Suite struct ModelParameterTests {
    private func problem(_ name: String, _ value: Value, model: ModelCatalog.Model? = nil) -> ModelParameter.Problem? {
        do {
            try ModelParameter.all.first { $0.name == name }?.limited(by: model).check(value)
            return nil
        } catch {
            return error
        }
    }

    @Test func parametersAreThoseOfTheGatewayInOrder() {
        #expect(ModelParameter.all.map(\.name) == ["cacheRetention", "temperature", "maxTokens"])
        #expect(ModelParameter.all.allSatisfy { !$0.help.isEmpty })
    }

    @Test func valuesAreHeldToTheirLimits() {
        #expect(problem("cacheRetention", "long") == nil)
        #expect(problem("cacheRetention", "forever") == .notAChoice(["none", "short", "long"]))
        #expect(problem("temperature", 0) == nil)
        #expect(problem("temperature", 1.5) == .tooBig(maximum: 1))
        #expect(problem("temperature", "0.2") == .notANumber)
        #expect(problem("maxTokens", 0) == .tooSmall(minimum: 1))
        #expect(problem("maxTokens", 1.5) == .notWhole)
        #expect(problem("maxTokens", 1_000_000) == nil)
    }

    @Test func longestAnswerIsTheModels() throws {
        let model = try #require(ModelCatalog.builtIn.model(.gatewayDefault))
        #expect(problem("maxTokens", 128_000, model: model) == nil)
        #expect(problem("maxTokens", 128_001, model: model) == .tooBig(maximum: 128_000))
    }

    @Test func aModelThatTakesNoTemperatureTakesNone() throws {
        let opus = try #require(
            ModelCatalog.builtIn.anyModel(ModelReference(provider: "anthropic", model: "claude-opus-4-8"))
        )
        #expect(problem("temperature", 0.5, model: opus) == .notTaken)
        #expect(problem("temperature", "x", model: opus) == .notTaken)
        #expect(problem("maxTokens", 128_001, model: opus) == .tooBig(maximum: 128_000))
        #expect(problem("temperature", 0.5, model: ModelCatalog.builtIn.model(.gatewayDefault)) == nil)
    }

    @Test func anUnknownLimitIsNone() {
        let reference = ModelReference(provider: "anthropic", model: "new")
        let model = ModelCatalog.Model(reference, name: "New", contextWindow: 0, maximumTokens: 0)
        #expect(problem("maxTokens", 1_000_000, model: model) == nil)
    }
}
