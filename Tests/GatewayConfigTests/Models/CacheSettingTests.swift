import JSON5
import Secrets
import Testing

@testable import GatewayConfig

@Suite struct CacheSettingTests {
    private let params: Pointer = ["agents", "defaults", "models", "anthropic/claude-opus-4-6", "params"]

    private func setting(
        _ params: String,
        auth: String = "{}",
        _ process: [String: String] = [:],
        model: ModelReference = .gatewayDefault
    ) -> CacheSetting {
        let text = "{auth: \(auth), agents: {defaults: {models: {'anthropic/claude-opus-4-6': {params: \(params)}}}}}"
        let snapshot = snapshot(text, EnvironmentLayers(process: process))
        return CacheSetting(model, in: LoadedConfig(snapshot), snapshot.environment)
    }

    private let apiKey = "{profiles: {'anthropic:default': {provider: 'anthropic', mode: 'api_key'}}}"

    @Test func everySettingHasItsReason() {
        let current = params.appending("cacheRetention")
        let legacy = params.appending("cacheControlTtl")
        #expect(setting("{cacheRetention: 'long'}").reason == .explicit(current))
        #expect(setting("{cacheControlTtl: '1h'}").reason == .legacy(legacy))
        #expect(setting("{cacheControlTtl: '1h'}").retention == .long)
        #expect(setting("{}").reason == .standard)
        #expect(setting("{}").retention == .short)
        #expect(setting("{}", ["PI_CACHE_RETENTION": "long"]).reason == .variable)
        #expect(setting("{}", ["PI_CACHE_RETENTION": "none"]).reason == .standard)
        #expect(setting("{}", auth: apiKey).reason == .added(hiding: nil))
    }

    @Test func addedShortBeatsALegacyHour() {
        let trapped = setting("{cacheControlTtl: '1h'}", auth: apiKey)
        #expect(trapped.retention == .short)
        #expect(trapped.reason == .added(hiding: params.appending("cacheControlTtl")))
    }

    @Test func unknownValueIsIgnoredAndNamed() {
        let forever = setting("{cacheRetention: 'forever', cacheControlTtl: '1h'}")
        #expect(forever.retention == .long)
        #expect(forever.ignored == params.appending("cacheRetention"))
        #expect(setting("{cacheRetention: 'none'}").ignored == nil)
    }

    @Test func otherProvidersAndKeysInOtherCaseAreNotSet() {
        let other = setting(
            "{cacheRetention: 'none'}",
            model: ModelReference(provider: "proxy", model: "claude-opus-4-6")
        )
        #expect(other.retention == .short)
        #expect(other.effect(kind: .apiKey, baseURL: "https://x") == .noneForProvider)
    }

    @Test func effectDependsOnCredentialAndAddress() {
        let long = setting("{cacheRetention: 'long'}")
        let official = Provider.anthropic.baseURL
        #expect(long.effect(kind: .apiKey, baseURL: official) == .honoured)
        #expect(long.effect(kind: .setupToken, baseURL: official) == .noneWithSubscription)
        #expect(
            long.effect(kind: .apiKey, baseURL: "https://proxy.invalid")
                == .fiveMinutesOnly(baseURL: "https://proxy.invalid")
        )
        #expect(setting("{}").effect(kind: .apiKey, baseURL: "https://proxy.invalid") == .honoured)
    }

    @Test func defaultsAreNotWrittenButHaveAnOrigin() {
        let snapshot = snapshot("{auth: \(apiKey), agents: {defaults: {model: {primary: 'opus'}}}}")
        let pointer = params.appending("cacheRetention")
        #expect(LoadedConfig(snapshot).root.value(at: pointer) == "short")
        #expect(snapshot.value(at: pointer) == nil)
        #expect(snapshot.origin(of: pointer) == .gatewayDefault)
        #expect(snapshot.origin(of: ["agents", "defaults", "heartbeat", "every"]) == .gatewayDefault)
        #expect(snapshot.origin(of: ["agents", "defaults", "workspace"]) == .absent)
    }

    @Test func addressComesFromTheConfigurationOnly() {
        let config: Value = [
            "models": ["providers": ["anthropic": ["baseUrl": " https://p ", "headers": ["anthropic-beta": "x"]]]]
        ]
        #expect(ProviderEndpoint(config).baseURL == "https://p")
        #expect(ProviderEndpoint(config).headers == ["anthropic-beta": "x"])
        #expect(ProviderEndpoint([:]).baseURL == "https://api.anthropic.com")
    }
}
