import GatewayConfig
import GatewayHost
import JSON5
import Secrets

/// Answers of every shape, deterministic by seed.
struct AnswersGenerator {
    private var random: SplitMix

    init(seed: Int) { random = SplitMix(state: UInt64(seed)) }

    /// A host with two agents and a key in the environment.
    static var host: TestHost {
        TestHost(
            config: #"{ agents: { list: [ { id: "main", default: true }, { id: "ops" } ] } }"#,
            environment: ["ANTHROPIC_API_KEY": Fake.text(Fake.apiKey("E"))]
        )
    }

    /// Good values by the name of their field.
    static let samples: [String: [SetupValue]] = [
        "tokenProfileId": [.text("anthropic:work"), .text("anthropic:plan")],
        "model": [.text("anthropic/claude-opus-4-6"), .text("openai/gpt-5.1")],
        "cacheRetention": CacheRetention.allCases.map { .text($0.rawValue) },
        "gatewayPort": [.number(1), .number(19_001), .number(65_535)],
        "gatewayBind": [.text("loopback")],
        "gatewayAuth": [.text("token"), .text("password")],
        "tailscale": [.text("off"), .text("serve")],
        "tailscaleResetOnExit": [.flag(true)],
        "workspace": [.text("/srv/it's here"), .text("/home/jo/工作")],
        "nodeManager": [.text("npm"), .text("bun")],
    ]

    /// The fields whose value answers hold under their row.
    static let held = SetupField.all.filter { samples[$0.name] != nil }

    mutating func answers() -> SetupAnswers {
        var answers = SetupAnswers(agents: pick([["main"], ["ops"], ["ops", "main"]]), intent: pick(Self.intents))
        answers.method = pick([
            nil, .secret(.apiKey), .secret(.setupToken), .environment(variable: "ANTHROPIC_API_KEY"),
        ])
        if flip { answers.secret = Fake.apiKey() }
        if flip { answers.kind = .setupToken }
        if flip { answers.expires = 1_900_000_000_000 }
        (answers.listsProfile, answers.keepsHiddenProfiles) = (flip, flip)
        answers.gateway = pick([nil, GatewayAnswers()])
        if flip { answers.gateway?.fillsAll = true }
        if flip { answers.gateway?.token = Fake.token("G") }
        if flip { answers.gateway?.password = Fake.token("P") }
        for field in Self.held where flip && (answers.gateway != nil || field.word.components.first != "gateway") {
            answers[field] = Self.samples[field.name].map { pick($0) }
        }
        return answers
    }

    /// What flags or an answers file could say, without contradictions.
    mutating func request() -> OnboardRequest {
        var request = OnboardRequest()
        if flip { request.agents = pick([["ops"], ["main", "ops"]]) }
        switch pick([0, 1, 2, 3]) {
        case 0:
            request.authChoice = "token"
            request.token = Fake.token()
            request[.tokenProvider] = .text("anthropic")
            if flip { request[.tokenExpiresIn] = .text("30d") }
        case 1: request.apiKey = Fake.apiKey()
        case 2: request.authChoice = "apiKey"
        default: request.authChoice = "skip"
        }
        for field in Self.held where flip { request[field] = Self.samples[field.name].map { pick($0) } }
        if flip { request[.gatewayToken] = .secret(Fake.token("G")) }
        if request[.gatewayAuth] == .text("password") { request[.gatewayPassword] = .secret(Fake.token("P")) }
        return request
    }

    private static let intents: [SetupAnswers.Intent] = [
        .add, .keep, .replace(profileID: "anthropic:default"), .settingsOnly, .skip,
    ]

    private var flip: Bool { mutating get { Bool.random(using: &random) } }

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: choices.indices, using: &random)]
    }
}

extension OnboardRequest {
    /// The answers file that says the same; a secret is named by a variable.
    var answersFile: String {
        var members: Members = [:]
        for field in SetupField.all {
            guard let value = self[field] else { continue }
            members.set(value.json ?? ["variable": .string("SECRET_" + field.name)], at: field.word)
        }
        return Value.object(members).json()
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
