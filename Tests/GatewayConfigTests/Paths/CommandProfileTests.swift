import Testing

@testable import GatewayConfig

@Suite struct CommandProfileTests {
    @Test func profileFillsOnlyWhatIsBlank() throws {
        let context = PathContext(environment: ["HOME": "/h", "OPENCLAW_CONFIG_PATH": " "], workingDirectory: "/")
        let applied = try CommandProfile("Work_1").applied(to: context)
        #expect(applied["OPENCLAW_PROFILE"] == "Work_1")
        #expect(applied["OPENCLAW_STATE_DIR"] == "/h/.openclaw-Work_1")
        #expect(applied["OPENCLAW_CONFIG_PATH"] == "/h/.openclaw-Work_1/openclaw.json")
        #expect(applied["OPENCLAW_GATEWAY_PORT"] == nil)
    }

    @Test func givenStateDirectoryStays() {
        let context = PathContext(environment: ["HOME": "/h", "OPENCLAW_STATE_DIR": "/s"], workingDirectory: "/")
        let applied = CommandProfile.development.applied(to: context)
        #expect(applied["OPENCLAW_STATE_DIR"] == "/s")
        #expect(applied["OPENCLAW_CONFIG_PATH"] == "/s/openclaw.json")
        #expect(applied["OPENCLAW_GATEWAY_PORT"] == "19001")
    }

    @Test func defaultProfileUsesThePlainFolder() throws {
        let context = PathContext(environment: ["HOME": "/h"], workingDirectory: "/")
        #expect(try CommandProfile("Default").applied(to: context)["OPENCLAW_STATE_DIR"] == "/h/.openclaw")
    }

    @Test func flagsCountOnlyBeforeTheCommandWord() throws {
        let found = try CommandProfile.extract(from: ["--profile", "a", "--json", "models", "--profile", "b"])
        #expect(found.profile?.name == "a")
        #expect(found.remaining == ["--json", "models", "--profile", "b"])
        #expect(try CommandProfile.extract(from: ["--profile=a", "x"]).remaining == ["x"])
        #expect(try CommandProfile.extract(from: ["--dev", "x"]).profile == .development)
        #expect(try CommandProfile.extract(from: ["onboard"]).profile == nil)
    }

    @Test(arguments: [
        (["--profile"], CommandProfile.Problem.missingValue),
        (["--profile", " "], .missingValue),
        (["--profile=a b"], .invalidName),
        (["--profile", "-x"], .invalidName),
        (["--profile", String(repeating: "a", count: 65)], .invalidName),
        (["--profile", "a", "--dev"], .combinedWithDev),
        (["--dev", "--profile", "dev"], .combinedWithDev),
    ])
    func badFlagsAreRefused(arguments: [String], problem: CommandProfile.Problem) {
        #expect(throws: problem) { try CommandProfile.extract(from: arguments) }
    }
}
