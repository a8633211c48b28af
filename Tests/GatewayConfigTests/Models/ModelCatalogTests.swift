import Testing

@testable import GatewayConfig

@Suite struct ModelCatalogTests {
    private let catalog = ModelCatalog.builtIn

    @Test func newestOfEachFamilyIsOnTopWithTheDefaultFirst() {
        #expect(catalog.current.map(\.id) == ["claude-opus-4-6", "claude-sonnet-4-5", "claude-haiku-4-5"])
    }

    @Test func olderOnesFollowNewestFirst() {
        let older = catalog.older.map(\.id)
        #expect(older.count == catalog.models.count - 3)
        #expect(
            older.prefix(5) == [
                "claude-opus-4-5", "claude-opus-4-5-20251101", "claude-sonnet-4-5-20250929",
                "claude-haiku-4-5-20251001", "claude-opus-4-1",
            ]
        )
        #expect(older.last == "claude-3-haiku-20240307")
    }

    @Test func modelHasNameContextLimitAndPrice() throws {
        let model = try #require(catalog.model(.gatewayDefault))
        #expect(model.name == "Claude Opus 4.6")
        #expect(model.contextWindow == 200_000)
        #expect(model.maximumTokens == 128_000)
        #expect(model.price == .init(input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25))
        #expect(catalog.model(ModelReference(provider: "anthropic", model: "nope")) == nil)
    }
}
