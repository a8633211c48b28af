import Anthropic
import Testing

@Suite struct EndpointTests {
    @Test(arguments: [
        ("https://api.anthropic.com", "api.anthropic.com", true),
        ("https://proxy.example:8443/v1?x#y", "proxy.example", true),
        ("https://user:word@proxy.example", "proxy.example", true),
        ("http://127.0.0.1:8080/", "127.0.0.1", true),
        ("http://[::1]:8080", "::1", true),
        ("http://localhost", "localhost", true),
        ("http://proxy.example", "proxy.example", false),
        ("http://127.evil.example@proxy.example", "proxy.example", false),
        ("http://127.0.0.evil.example", "127.0.0.evil.example", false),
        ("https://", "", false),
        ("", "", false),
    ])
    func aKeyGoesOnlyWhereItStaysPrivate(baseURL: String, host: String, isPrivate: Bool) {
        let endpoint = Endpoint(baseURL: baseURL)
        #expect(endpoint.host == host)
        #expect(endpoint.keepsKeysPrivate == isPrivate)
    }
}
