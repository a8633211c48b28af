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
        // A mark that combines with the slash: whoever connects sees a slash all the same.
        ("http://proxy.example/\u{301}@localhost", "proxy.example", false),
        ("http://127.0.0.evil.example", "127.0.0.evil.example", false),
        ("https://", "", false),
        ("", "", false),
    ])
    func aKeyGoesOnlyWhereItStaysPrivate(baseURL: String, host: String, isPrivate: Bool) {
        let endpoint = Endpoint(baseURL: baseURL)
        #expect(endpoint.host == host)
        #expect(endpoint.keepsKeysPrivate == isPrivate)
    }

    @Test(arguments: [
        ("https://api.anthropic.com", "api.anthropic.com"), ("https://api.anthropic.com:443/v1", "api.anthropic.com"),
        ("https://proxy.example:8443/v1", "https://proxy.example:8443"), ("https://proxy.example", "proxy.example"),
        ("http://127.0.0.1:19013", "http://127.0.0.1:19013"), ("http://localhost/", "http://localhost"),
        ("http://[::1]:8080", "http://[::1]:8080"), ("https://user:word@proxy.example:1", "https://proxy.example:1"),
        ("", ""),
    ])
    func anotherHostIsShownWithSchemeAndPort(baseURL: String, shown: String) {
        #expect(Endpoint(baseURL: baseURL).shown == shown)
    }
}
