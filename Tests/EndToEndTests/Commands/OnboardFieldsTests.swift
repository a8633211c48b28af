import Foundation
import GatewayHost
import JSON5
import Testing

/// Every row of the table of values works as a flag and as a word of the answers file.
@Suite("Fields of onboard") struct OnboardFieldsTests {
    private static let run = ["onboard", "--non-interactive", "--accept-risk", "--dry-run", "--json"]

    @Test func theParserKnowsTheFlagsOfEveryField() throws {
        let help = try TestHome.fresh().run(["onboard", "--help"]).outputText
        let flags = Set(help.split { $0.isWhitespace || $0 == "," }.map(String.init))
        for field in SetupField.all {
            #expect(flags.contains(field.flag))
            if field.isSecret { #expect(flags.contains(field.flag + "-file")) }
        }
    }

    /// One good value of each field that needs no other, besides those of the credential.
    private static let values: [(field: SetupField, value: SetupValue)] = [
        (.agents, .list(["ops", "main"])), (.tokenProfileID, .text("anthropic:work")),
        (.model, .text("anthropic/claude-sonnet-4-5")), (.cacheRetention, .text("long")),
        (.gatewayPort, .number(19_001)), (.gatewayBind, .text("lan")), (.gatewayAuth, .text("token")),
        (.tailscale, .text("off")), (.tailscaleResetOnExit, .flag(true)), (.workspace, .text("/srv/it's here")),
        (.nodeManager, .text("pnpm")),
    ]

    private static func home() throws -> TestHome {
        let home = try TestHome(variables: ["THE_KEY": Fake.apiKey])
        try home.write(#"{ agents: { list: [ { id: "main", default: true }, { id: "ops" } ] } }"#, to: home.config)
        return home
    }

    /// The document of a run with flags, then of one with an answers file.
    private static func documents(_ given: [(field: SetupField, value: SetupValue)]) throws -> [[UInt8]] {
        let home = try home()
        let flags = given.flatMap { $0.field.words($0.value).flatMap(\.self) }
        var members: Members = ["secret": ["variable": "THE_KEY"]]
        for (field, value) in given { members.set(try #require(value.json), at: field.word) }
        try home.write(Value.object(members).json(), to: home.root + "/answers.json5")
        let runs = try [
            home.run(Self.run + ["--anthropic-api-key", "-"] + flags, input: Fake.apiKey),
            home.run(Self.run + ["--answers", home.root + "/answers.json5"]),
        ]
        for run in runs { #expect(run.status == 0, "\(run.text)") }
        return runs.map { Array($0.output) }
    }

    @Test func eachFieldGivesTheSamePlanAsAFlagAndAsAWord() throws {
        for given in Self.values {
            let documents = try Self.documents([given])
            #expect(documents[0] == documents[1], "\(given.field.flag)")
        }
    }

    @Test func allOfThemTogetherDoToo() throws {
        let documents = try Self.documents(Self.values)
        #expect(documents[0] == documents[1])
        let root = try Document(parsing: documents[0]).root
        for field in SetupField.all {
            let key: Pointer? =
                switch field.json {
                case .none: nil
                case .told(let key), .value(let key), .valueIfSet(let key): key
                }
            guard let key else { continue }
            #expect(Self.value(key, in: root) != nil, "\(field.flag) is not in the document")
        }
        #expect(root["gateway"] == ["port": 19_001, "bind": "lan", "authMode": "token", "tailscaleMode": "off"])
        #expect(root["workspace"] == "/srv/it's here")
    }

    private static func value(_ pointer: Pointer, in root: Value) -> Value? {
        pointer.components.reduce(root) { value, component in
            guard case .key(let key) = component else { return nil }
            return value?[key]
        }
    }

    @Test func everyFieldThatGivesAValueIsTried() {
        let ofTheCredential = ["authChoice", "tokenProvider", "tokenExpiresIn"]
        let named = SetupField.all.filter { !$0.isSecret && !ofTheCredential.contains($0.name) }.map(\.name)
        #expect(Set(named) == Set(Self.values.map(\.field.name)))
    }
}
