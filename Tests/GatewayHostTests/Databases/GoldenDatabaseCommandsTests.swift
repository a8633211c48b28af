import FileTransactions
import GatewayHost
import JSON5
import TestSupport
import Testing

/// `models auth list --json` and `models status --json` of hosts with databases, compared with what the gateway's own
/// commands of the same release said, in the members that both have. Reading changes nothing.
@Suite struct GoldenDatabaseCommandsTests {
    private static let releases = ["g69": "2026.6.9", "g72": "2026.7.2"]

    @Test func theListSaysWhatTheGatewaysSays() throws {
        try compare("databases/list", command: "auth") { tree, agent in
            let snapshot = tree.snapshot
            return .object(ProfileListing(snapshot, tree.live, agent: agent, provider: nil).members)
        } scope: {
            $0.keepingList
        }
    }

    @Test func theStatusSaysWhatTheGatewaysSays() throws {
        try compare("databases/status", command: "status") { tree, agent in
            try tree.report(agent: agent).document
        } scope: {
            $0.keepingStatus
        }
    }

    /// Releases whose commands were not recorded are at least read without a trace.
    @Test func theNewestGenerationIsReadWithoutATrace() throws {
        for golden in try GoldenFolder.databases.databaseCases("gS16") {
            let tree = try DatabaseTree(golden, release: "2026.8.1")
            try Traces.unchanged(in: tree.state) {
                let report = try tree.report()
                #expect(report.storeWord.hasPrefix("sqlite"), "\(golden.name)")
                #expect(!report.lines.isEmpty)
            }
        }
    }

    private func compare(
        _ subject: String,
        command: String,
        _ ours: (DatabaseTree, String) throws -> Value,
        scope: (Value) -> Value
    ) throws {
        let folder = GoldenFolder.databases
        var tally = GoldenTally(subject, folder)
        for (generation, release) in Self.releases.sorted(by: { $0.key < $1.key }) {
            for golden in try folder.databaseCases(generation) {
                let tree = try DatabaseTree(golden, release: release)
                for step in golden.golden["cli"]?.arrayValue ?? [] where step["argv"]?[1]?.stringValue == command {
                    guard let theirs = step["stdout"], theirs.objectValue != nil else {
                        tally.skip()
                        continue
                    }
                    let agent = step["argv"]?.arrayValue?.last?.stringValue ?? "main"
                    let mine = try Traces.unchanged(in: tree.state) { try ours(tree, agent) }
                    let differences = scope(theirs.cuttingMasks).missing(
                        in: scope(
                            mine.replacing(tree.state, with: "<STATE>").replacing(
                                "$OPENCLAW_HOME/.openclaw",
                                with: "<STATE>"
                            )
                        ),
                        at: command
                    )
                    let content: Value = ["case": golden.golden, "stdout": theirs]
                    tally.compare("\(generation)/\(golden.name)/\(agent)", content, differences)
                }
            }
            tally.report(part: "\(subject) \(generation)")
        }
        tally.report()
    }
}

extension Value {
    fileprivate func replacing(_ text: String, with other: String) -> Value {
        switch self {
        case .string(let own): .string(own.replacing(text, with: other))
        case .array(let elements): .array(elements.map { $0.replacing(text, with: other) })
        case .object(let members):
            .object(Members(members.map { (key: $0.key, value: $0.value.replacing(text, with: other)) }))
        case .null, .bool, .number: self
        }
    }

    /// These members, in this order.
    private func keeping(_ names: [String]) -> Value {
        .object(Members(names.compactMap { name in self[name].map { (key: name, value: $0) } }))
    }

    /// The elements by a member, because theirs are sorted by id and ours stand in the order in which they are tried.
    private func by(_ name: String, keeping names: [String]) -> Value {
        let elements = (arrayValue ?? []).map { (key: $0[name]?.stringValue ?? "", value: $0.keeping(names)) }
        return .object(Members(elements.sorted { $0.key < $1.key }))
    }

    fileprivate var keepingList: Value {
        var value = keeping(["agentId", "agentDir", "authStatePath", "provider"]).objectValue ?? [:]
        let names = [
            "provider", "type", "label", "email", "expiresAt", "cooldownUntil", "cooldownReason", "disabledUntil",
        ]
        value["profiles"] = (self["profiles"] ?? .array([])).by("id", keeping: names)
        return .object(value)
    }

    fileprivate var keepingStatus: Value {
        let names = [
            "configPath", "agentId", "agentDir", "defaultModel", "resolvedDefault", "fallbacks", "imageModel",
            "imageFallbacks",
        ]
        var value = keeping(names).objectValue ?? [:]
        let auth = self["auth"] ?? .null
        value["storePath"] = auth["storePath"]
        value["providersWithOAuth"] = auth["providersWithOAuth"]
        value["providers"] = (auth["providers"] ?? .array([])).by(
            "provider",
            keeping: ["effective", "profiles", "env"]
        )
        value["unusable"] = (auth["unusableProfiles"] ?? .array([])).by(
            "profileId",
            keeping: ["provider", "kind", "reason", "until", "remainingMs"]
        )
        value["health"] = (auth["oauth"]?["profiles"] ?? .array([])).by(
            "profileId",
            keeping: ["provider", "type", "status", "expiresAt", "remainingMs", "source", "label"]
        )
        return .object(value)
    }
}
