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

    // MARK: - Models of today

    @Test func modelsOfTodayAreApartFromThoseOfTheRelease() throws {
        #expect(catalog.models.count == 22 && catalog.models.allSatisfy { $0.since == nil })
        #expect(
            catalog.today.map(\.id) == [
                "claude-haiku-5-5", "claude-opus-5-5", "claude-fable-5-1", "claude-fable-5", "claude-opus-5",
                "claude-sonnet-5-5", "claude-sonnet-5", "claude-mythos-5", "claude-opus-4-8", "claude-opus-4-7",
                "claude-sonnet-4-6",
            ]
        )
        #expect(Set((catalog.models + catalog.today).map(\.reference)).count == 33, "none stands in both lists")
        for model in catalog.today {
            #expect(model.since.flatMap { ReleaseNumber($0) } != nil, "\(model.id)")
            #expect(model.contextWindow > 0 && model.maximumTokens > 0 && model.name.hasPrefix("Claude "))
            #expect(catalog.model(model.reference) == nil && catalog.anyModel(model.reference) == model)
        }
        #expect(catalog.asOf == "2026-10-01" && catalog.families == ["opus", "sonnet", "haiku"])
    }

    @Test func aModelOfTodayHasItsLimitsAndPrices() throws {
        let haiku = try #require(catalog.anyModel(ModelReference(provider: "anthropic", model: "claude-haiku-5-5")))
        #expect(haiku.contextWindow == 1_000_000 && haiku.maximumTokens == 128_000 && haiku.since == "2026.10.1")
        #expect(haiku.price.input == 0.1 && haiku.price.output == 0.5 && haiku.price.cacheWrite == 0.125)
        #expect(haiku.price.longPrompts == .init(tokens: 100_000, input: 0.5, output: 2.5))
        let opus = try #require(catalog.anyModel(ModelReference(provider: "anthropic", model: "claude-opus-4-8")))
        #expect(opus.price.input == 0 && opus.price.longPrompts == nil, "the source has no price of it")
        #expect(opus.replacement == "claude-opus-5")
    }

    @Test func whichModelsTakeNoTemperatureIsData() {
        let refusing = (catalog.models + catalog.today).filter { !$0.takesTemperature }.map(\.id)
        #expect(refusing.count == 10 && !refusing.contains("claude-sonnet-4-6"))
        #expect(refusing.contains("claude-opus-4-7") && refusing.contains("claude-haiku-5-5"))
    }

    @Test func theNewestOfTheMainFamiliesAreFirst() {
        let all = catalog.models + catalog.today
        #expect(
            all.newestOfFamilies(catalog.families).map(\.id)
                == ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"]
        )
        #expect(
            catalog.today.newestFirst().map(\.id) == [
                "claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-1", "claude-fable-5",
                "claude-mythos-5", "claude-opus-5", "claude-sonnet-5", "claude-opus-4-8", "claude-opus-4-7",
                "claude-sonnet-4-6",
            ]
        )
    }
}
