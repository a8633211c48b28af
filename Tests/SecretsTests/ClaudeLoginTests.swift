import Secrets
import Testing

/// Claude Code's own credentials in a paste: a token that lives for hours.
@Suite struct ClaudeLoginTests {
    private static let access = "sk-ant-oat01-" + String(repeating: "Q", count: 95)
    private static let refresh = "sk-ant-ort01-" + String(repeating: "r", count: 95)

    @Test(
        arguments: [
            (
                #"{"claudeAiOauth":{"accessToken":"TOKEN","refreshToken":"REFRESH","expiresAt":1770490164359}}"#,
                1_770_490_164_359
            ),
            ("{\n  \"accessToken\": \"TOKEN\",\n  \"expiresAt\" : 1770490164359\n}", 1_770_490_164_359),
            (#"{"claudeAiOauth":{"expiresAt":"1770490164359","accessToken":"TOKEN"}}"#, 1_770_490_164_359),
            (#"{"claudeAiOauth":{"accessToken":"TOKEN"}}"#, nil),
            (#"{"claudeAiOauth":{"accessToken":"TOKEN","expiresAt":null}}"#, nil),
            (#"{"claudeAiOauth":{"accessToken":"TOKEN","expiresAt":12345678901234567890}}"#, nil),
        ] as [(String, Int64?)]
    )
    func itsExpiryIsKeptAndItsRefreshTokenIsNot(text: String, expires: Int64?) {
        let text = text.replacing("TOKEN", with: Self.access).replacing("REFRESH", with: Self.refresh)
        let paste = PasteReader.read(Secret(text))
        #expect(paste.outcome == .setupToken(Secret(Self.access), .whole))
        #expect(paste.login == ClaudeLogin(expires: expires))
    }

    @Test func aSetupTokenIsNoLogin() {
        for text in [Self.access, "export CLAUDE_CODE_OAUTH_TOKEN=" + Self.access] {
            #expect(PasteReader.read(Secret(text)).login == nil)
        }
    }

    @Test func aRefreshTokenAloneStaysRefused() {
        let text = #"{"claudeAiOauth":{"refreshToken":"\#(Self.refresh)"}}"#
        #expect(PasteReader.read(Secret(text)).outcome == .refused(.refreshToken))
    }

    @Test(arguments: [
        "https://claude.ai/oauth/authorize?code=true&client_id=9d1c250a&state=abc",
        "https://console.anthropic.com/oauth/code/callback?code=abc&state=def", "https://claude.ai/login",
    ])
    func theAddressOfALoginIsNamedAsOne(address: String) {
        #expect(PasteReader.read(Secret(address)).outcome == .refused(.loginAddress))
        #expect(PasteReader.read(Secret("Open this: \(address)")).outcome == .refused(.loginAddress))
    }

    @Test func aShortBeginningIsAPieceThatItsRestContinues() {
        let (head, rest) = (String(Self.access.prefix(60)), String(Self.access.dropFirst(60)))
        #expect(PasteReader.read(Secret(head)).outcome == .refused(.tooShort(count: 60)))
        #expect(PasteReader.piece(in: Secret("  \(head)\n")) == Secret(head))
        let (paste, how) = PasteReader.combine(existing: Secret(head), pasted: Secret(rest))
        #expect(paste.outcome == .setupToken(Secret(Self.access), .whole) && how == .continued)
        #expect(PasteReader.piece(in: Secret(Self.access)) == nil)
        #expect(PasteReader.piece(in: Secret("hello there")) == nil)
    }
}
