import Credentials
import Foundation
import GatewayHost
import Secrets
import TestSupport
import Testing

/// No plan takes an answer away: a provider that had a credential before has one afterwards, unless its profile was what
/// was to be removed.
@Suite struct NoLossLawTests {
    /// More with `OPENCLAW_VERDICT_HOSTS`.
    private static let count =
        ProcessInfo.processInfo.environment["OPENCLAW_VERDICT_HOSTS"].flatMap { Int($0) } ?? 600

    private static let agent = "main"

    @Test func aProviderThatAnsweredStillDoes() throws {
        var hosts = HostGenerator(seed: 23)
        var random = SeededRandom(seed: 29)
        var applied: [String: Int] = [:]
        for number in 0..<Self.count {
            let host = hosts.next()
            addOlderFiles(to: host, &random)
            let before = try winners(on: host)
            let (name, edit) = edit(of: host, before, &random)
            // What may not be planned is refused, which loses nothing.
            guard let plan = try? host.live.plan(edit, on: host.snapshot), !plan.isEmpty else { continue }
            _ = try host.live.apply(plan).get()
            applied[name, default: 0] += 1
            let after = try winners(on: host)
            for (provider, winner) in before where after[provider] == nil {
                guard case .profile(.remove(winner, _)) = edit else {
                    Issue.record("host \(number), \(hosts.theme), \(name): \(provider) lost \(winner)")
                    return
                }
            }
        }
        for name in ["setup", "add", "replace", "remove", "order", "import"] {
            #expect(applied[name, default: 0] * 60 >= Self.count, "\(name) was applied \(applied[name] ?? 0) times")
        }
    }

    /// What answers for each provider: the id of a profile, or the name of something outside the stores.
    private func winners(on host: StatusHost) throws -> [String: String] {
        let report = try host.report()
        var winners: [String: String] = [:]
        for provider in report.providers {
            guard let winner = provider.winner else { continue }
            if case .profile(let id, _) = winner.source {
                winners[provider.provider] = id
            } else {
                winners[provider.provider] = "\(winner.source)"
            }
        }
        return winners
    }

    /// Files of an older version, which the gateway imports as long as there is no store.
    private func addOlderFiles(to host: StatusHost, _ random: inout SeededRandom) {
        guard Int.random(in: 0..<3, using: &random) == 0 else { return }
        let key = #"{ "type": "api_key", "key": "sk-\#(HostGenerator.sentinel)" }"#
        let folder = "\(host.state)/agents/\(Self.agent)/agent"
        if Bool.random(using: &random) {
            host.files.addFile("\(folder)/auth.json", #"{ "zai": \#(key), "anthropic": \#(key) }"#)
        } else {
            host.files.addFile(
                "\(host.state)/credentials/oauth.json",
                #"{ "zai": { "access": "a", "refresh": "r", "expires": 99 } }"#
            )
        }
    }

    private func edit(
        of host: StatusHost,
        _ winners: [String: String],
        _ random: inout SeededRandom
    ) -> (name: String, edit: HostEdit) {
        let ids = host.snapshot.contents(readBy: Self.agent).profiles.map(\.id)
        let id = ids.randomElement(using: &random) ?? "anthropic:p0"
        var credential = Bool.random(using: &random) ? NewCredential.token("N") : .apiKey("N")
        switch ["setup", "add", "add", "replace", "remove", "order", "clear", "import"].randomElement(using: &random) {
        case "setup":
            var answers = Bool.random(using: &random) ? SetupAnswers.token() : SetupAnswers.apiKey()
            if Bool.random(using: &random) { answers.model = "anthropic/claude-sonnet-4-5" }
            return ("setup", .setup(answers, freshToken: Fake.token("G")))
        case "replace": return ("replace", .profile(.replace(id: id, credential)))
        case "remove": return ("remove", .profile(.remove(id: id, agents: [Self.agent])))
        case "order":
            // Whoever answers stays in the order.
            let provider = id.split(separator: ":").first.map(String.init) ?? "anthropic"
            let order = [id] + [winners[provider]].compactMap { $0 }.filter { $0 != id && ids.contains($0) }
            let place: OrderScope.Place = Bool.random(using: &random) ? .store : .config
            let scope = OrderScope(provider: provider, agent: Self.agent, place: place)
            return ("order", .profile(.fixOrder(order, scope)))
        case "clear": return ("clear", .profile(.clearFailures(id: id, agent: Self.agent)))
        case "import":
            let found = try? LegacyCredentials.read(host.snapshot, host.live, agent: Self.agent)
            guard let found else { return ("add", .profile(.add(credential))) }
            return ("import", .profile(.importLegacy(found)))
        default:
            credential.profileID = Bool.random(using: &random) ? id : nil
            return ("add", .profile(.add(credential)))
        }
    }
}
