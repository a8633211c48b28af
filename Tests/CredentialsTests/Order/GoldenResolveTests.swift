import CredentialStores
import Credentials
import JSON5
import Secrets
import TestSupport
import Testing

/// Which credential a request uses, or the exact error: `resolve/`.
@Suite struct GoldenResolveTests {
    @Test func allCases() throws {
        var tally = GoldenTally("resolve", .current)
        for golden in try GoldenFolder.current.cases("resolve/resolve.json") {
            let resolver = try self.resolver(golden)
            let provider = golden.text("provider") ?? ""
            let ours = resolutionLine { () throws(ResolutionError) in
                try resolver.resolve(
                    provider: provider,
                    profileID: golden.text("profileId"),
                    preferred: golden.text("preferredProfile")
                )
            }
            let mode = resolver.mode(of: provider).rawValue
            let key = resolver.environment.keys(for: provider).first
            let fromEnvironment = key.map {
                [$0.gatewaySource, $0.value.trimmed.withUTF8 { String(decoding: $0, as: UTF8.self) }]
            }
            let golds = golden.present("envResolved").map { [$0.text("source") ?? "", $0.text("apiKey") ?? ""] }
            tally.compare(
                golden.text("name") ?? "?",
                golden,
                at: "result",
                [ours, mode] + (fromEnvironment ?? []),
                [golden["result"].map { resolutionLine($0) } ?? "", golden.text("authMode") ?? ""] + (golds ?? [])
            )
        }
        tally.report()
    }

    private func resolver(_ golden: Value) throws -> KeyResolver {
        let store = try golden.present("store").map { try JSONCredentialStore(reading: Array($0.json().utf8)).contents }
        // The gateway treats an invalid config as empty; validating it is not this target's task.
        let isValid = golden["configLogs"]?.arrayValue?.isEmpty ?? true
        let config = isValid ? golden.present("config") : nil
        let environment = golden["env"]?.objectValue ?? [:]
        let block = config?["env"]?.objectValue ?? [:]
        let layers =
            keys(in: environment, .process) + keys(in: block, .config)
            + keys(in: block["vars"]?.objectValue ?? [:], .config)
        return KeyResolver(
            config: config.map { substituted($0, environment) },
            store: store ?? StoreContents(),
            environment: EnvironmentKeys(layers),
            agentDir: "<STATE>/agents/main/agent",
            now: golden["now"]?.intValue ?? 0
        )
    }

    private func keys(in members: Members, _ layer: EnvironmentLayer) -> [EnvironmentKey] {
        members.compactMap { name, value in
            value.stringValue.map { EnvironmentKey(name: name, value: Secret($0), layer: layer) }
        }
    }

    /// Substitutes `${VAR}`, which the config reader does before keys are resolved.
    private func substituted(_ value: Value, _ environment: Members) -> Value {
        switch value {
        case .string(let text):
            .string(environment.reduce(text) { $0.replacing("${\($1.key)}", with: $1.value.stringValue ?? "") })
        case .object(let members):
            .object(Members(members.map { (key: $0.key, value: substituted($0.value, environment)) }))
        case .array(let elements): .array(elements.map { substituted($0, environment) })
        default: value
        }
    }
}
