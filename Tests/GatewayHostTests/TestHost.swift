import CredentialStores
import Credentials
import FileTransactions
import GatewayConfig
import GatewayHost
import Secrets
import TestSupport

/// A host in memory: `/home/jo` with the files of a test, at the golden data's time.
struct TestHost {
    static let state = "/home/jo/.openclaw"
    static let config = state + "/openclaw.json"
    static let store = state + "/agents/main/agent/auth-profiles.json"

    static func store(of agent: String) -> String { state + "/agents/\(agent)/agent/auth-profiles.json" }

    let files = InMemoryFileSystem()
    var environment = ["HOME": "/home/jo"]
    var releases = ReleaseDetection.known
    var storeFormats = StoreFormats.all
    var releaseChoice: ReleaseChoice?

    init(config: String? = nil, store: String? = nil, environment: [String: String] = [:]) {
        files.addFolder("/home/jo")
        self.environment.merge(environment) { $1 }
        if let config { files.addFile(Self.config, config) }
        if let store { files.addFile(Self.store, store) }
    }

    var host: Host {
        var host = Host.inMemory(files, environment: environment)
        host.releases = releases
        host.storeFormats = storeFormats
        host.releaseChoice = releaseChoice
        return host
    }
    var live: LiveHost { LiveHost(host) }

    func snapshot() -> HostSnapshot { live.read() }

    func plan(_ answers: SetupAnswers) throws -> ChangePlan {
        try live.plan(.setup(answers, freshToken: try live.freshToken()), on: snapshot())
    }

    /// Plans and applies; returns the plan.
    @discardableResult
    func apply(_ answers: SetupAnswers) throws -> ChangePlan {
        let plan = try plan(answers)
        _ = try live.apply(plan).get()
        return plan
    }
}

extension Host {
    /// `jo` on `gw-01`, with files in memory and their clock.
    static func inMemory(_ files: InMemoryFileSystem, environment: [String: String]) -> Host {
        Host(
            files: files,
            environment: environment,
            workingFolder: "/home/jo",
            accountHome: "/home/jo",
            user: Host.User(id: 1000, name: "jo"),
            userName: { "user\($0)" },
            name: "gw-01",
            clock: files.clock,
            randomToken: { Secret(String(repeating: "ab", count: 24)) },
            processListening: { _ in nil }
        )
    }
}

/// Fake secrets, distinguished by their last letters.
enum Fake {
    static func apiKey(_ letter: String = "A") -> Secret {
        Secret("sk-ant-api03-" + String(repeating: letter, count: 95))
    }
    static func token(_ letter: String = "T") -> Secret {
        Secret("sk-ant-oat01-" + String(repeating: letter, count: 95))
    }

    static func text(_ secret: Secret) -> String { secret.withUTF8 { String(decoding: $0, as: UTF8.self) } }
}

extension SetupAnswers {
    static func apiKey(_ letter: String = "A", agents: [String] = ["main"]) -> SetupAnswers {
        var answers = SetupAnswers(agents: agents)
        answers.take(Fake.apiKey(letter))
        return answers
    }

    static func token(_ letter: String = "T", agents: [String] = ["main"]) -> SetupAnswers {
        var answers = SetupAnswers(agents: agents)
        answers.take(Fake.token(letter))
        return answers
    }
}
