import CredentialStores
import Credentials
import GatewayConfig
import GatewayHost
import JSON5
import TestSupport
import Testing

/// Which profile is chosen on hosts with databases, by the rules of each release, compared with what the gateway's own
/// code chose: `order/`, `cooldown/` and the trees of `golden-sqlite`.
@Suite struct GoldenSelectionTests {
    /// The names of the columns in the data, with a release whose rules they are.
    private static let columns = [
        (name: "2026.6.9", release: "2026.6.9"), (name: "2026.7.2", release: "2026.7.2"),
        (name: "newest", release: "2026.12.1"),
    ]

    private static func release(_ version: String) -> GatewayRelease {
        ReleaseDetection.known.newest.choosing(
            by: ReleaseEvidence([ReleaseEvidence.Item(.program, version: version, path: "/x")])
        )
    }

    // MARK: - order/

    @Test func orderAndEligibilityAreThoseOfEachRelease() throws {
        let folder = GoldenFolder.databases
        var tally = GoldenTally("databases/order", folder)
        let file = try folder.read("order/order-and-eligibility.json")
        for column in Self.columns {
            let release = Self.release(column.release)
            for golden in file?.arrayValue ?? [] {
                var expected = golden["expected"] ?? .null
                for (name, value) in golden["differsIn_" + column.name]?.objectValue ?? [:] {
                    expected = expected.setting(name, value)
                }
                let example = try OrderCase(golden, release)
                let differences = Value.differences(at: "", ours: example.chosen(like: expected), gateways: expected)
                tally.compare("\(column.name)/\(golden["name"]?.stringValue ?? "?")", golden, differences)
            }
            tally.report(part: "databases/order \(column.name)")
        }
        tally.report()
        if folder.isOwn { #expect(tally.total == 336) }
    }

    // MARK: - cooldown/

    /// Of the marks after each step: until when, and for which model.
    @Test func marksStopWhatTheyStopInEachRelease() throws {
        let folder = GoldenFolder.databases
        var tally = GoldenTally("databases/cooldown", folder)
        for column in Self.columns {
            let rules = Self.release(column.release).rules.selection
            let file = try folder.read("cooldown/sequences-\(column.name).json")
            for golden in file?.arrayValue ?? [] {
                for (number, step) in (golden["steps"]?.arrayValue ?? []).enumerated() {
                    guard let now = step["now"]?.intValue, step["unusableUntil"] != nil else {
                        tally.skip()
                        continue
                    }
                    let stats = try Self.stats(step["usageStats"] ?? .null)
                    let ours = Self.stops(of: stats, rules, now)
                    let theirs = Value.object(Members(ours.keys.map { (key: $0, value: step[$0] ?? .null) }))
                    let differences = Value.differences(at: "", ours: .object(ours), gateways: theirs)
                    tally.compare("\(column.name)/\(golden["name"]?.stringValue ?? "?")/\(number)", step, differences)
                }
            }
            tally.report(part: "databases/cooldown \(column.name)")
        }
        tally.report()
    }

    private static func stats(_ marks: Value) throws -> UsageStats {
        let store: Value = ["version": 1, "profiles": [:], "usageStats": ["a": marks]]
        return StoreContents(decoding: try Document(parsing: store.json(), dialect: .json), entries: .lenient).stats(
            of: "a"
        )
    }

    private static func stops(of stats: UsageStats, _ rules: GatewayRules.Selection, _ now: Int64) -> Members {
        func isSkipped(_ model: AskedModel) -> Value {
            .bool(stats.skippedUntil(of: "anthropic", for: model, rules, at: now) != nil)
        }
        return [
            "unusableUntil": stats.unusableUntil(of: "anthropic", rules).map { .integer($0) } ?? .null,
            "inCooldown": isSkipped(.any), "inCooldownModelA": isSkipped(.one("model-a")),
            "inCooldownModelB": isSkipped(.one("model-b")),
        ]
    }

    // MARK: - Trees

    /// Where other profiles are read than the gateway's recorded code read, others are chosen; `databases/stores` compares
    /// what is read.
    private static let rules = [
        GoldenRule("databases/selection", because: "Reading imports nothing; older logins stay in their file.") {
            files(of: $0).contains { $0.hasPrefix("credentials/oauth.json ") } ? [".*"] : []
        },
        GoldenRule(
            "databases/selection",
            because: "What is there decides the kind of the store: a file of an older release, and no database."
        ) { golden in
            let files = files(of: golden)
            let isFile =
                files.contains { $0.contains("/auth-profiles.json ") } && !files.contains { $0.contains(".sqlite ") }
            return isFile ? [".*"] : []
        },
        GoldenRule(
            "databases/selection",
            because: "2026.8.1 opens no database with another role; the recorded opener did not look."
        ) { golden in
            guard golden["expected"]?["sharedOwnership"] != nil else { return [] }
            let role = golden["rows"]?["state/openclaw.sqlite"]?["schema_meta"]?[0]?["role"]
            return role == nil || role == "global" ? [] : [".*"]
        },
    ]

    private static func files(of golden: Value) -> [String] {
        (golden["files"]?.arrayValue ?? []).compactMap(\.stringValue)
    }

    @Test func everyTreeChoosesAsItsGatewayChose() throws {
        let folder = GoldenFolder.databases
        var tally = GoldenTally("databases/selection", folder, rules: Self.rules)
        for (generation, version) in [("g69", "2026.6.9"), ("g72", "2026.7.2"), ("gS16", "2026.8.1")] {
            for golden in try folder.databaseCases(generation) {
                let tree = try DatabaseTree(golden, release: version)
                let snapshot = try Traces.unchanged(in: tree.state) { tree.snapshot }
                for (id, agent) in golden.golden["expected"]?["agents"]?.objectValue ?? [:] {
                    guard agent["orderAnthropic"] != nil, snapshot.agent(id) != nil else {
                        tally.skip()
                        continue
                    }
                    let example = OrderCase(snapshot, agent: id)
                    let expected = Self.selection(in: agent)
                    let differences = Value.differences(
                        at: "",
                        ours: example.chosen(like: expected),
                        gateways: expected
                    )
                    tally.compare("\(generation)/\(golden.name)/\(id)", golden.golden, differences)
                }
            }
            tally.report(part: "databases/selection \(generation)")
        }
        tally.report()
    }

    /// What a case says of one agent, in the form of the cases in `order/`.
    private static func selection(in agent: Value) -> Value {
        func ofProfiles(_ name: String) -> Value {
            let profiles = agent["profiles"]?.objectValue ?? [:]
            return .object(
                Members(
                    profiles.map { id, profile in
                        (
                            key: id,
                            value: name == "eligibility"
                                ? profile[name]?["reasonCode"] ?? .null : profile[name] ?? .null
                        )
                    }
                )
            )
        }
        var value: Members = [:]
        for name in ["orderAnthropic", "orderForModelOpus48", "orderForModelSonnet5"] { value[name] = agent[name] }
        for name in ["eligibility", "unusableUntil", "inCooldown", "inCooldownOpus48", "unavailableReason"] {
            value[name] = ofProfiles(name)
        }
        value["soonestExpiry"] = agent["soonestExpiry"]
        value["reason"] = agent["unavailableReasonAll"]
        value["afterClearExpired"] = agent["afterClearExpired"]?["usageStats"]
        return .object(value)
    }
}

/// One store under one config, and what is chosen in it.
private struct OrderCase {
    let listing: AuthListing
    let store: StoreContents
    let provider: String
    let preferred: String?
    let now: Int64

    private var rules: GatewayRules.Selection { listing.rules.selection }

    init(_ golden: Value, _ release: GatewayRelease) throws {
        listing = release.listing(of: golden["config"])
        let stored = golden["store"] ?? .null
        var contents = StoreContents(
            decoding: try Document(parsing: stored.json(), dialect: .json),
            entries: .lenient
        )
        // The rules were given this store as it is; one that is read has no empty orders any more.
        for (provider, ids) in stored["order"]?.objectValue ?? [:] where ids == [] {
            contents.setOrder([], forKey: provider)
        }
        store = contents
        provider = golden["provider"]?.stringValue ?? ""
        preferred = golden["preferredProfile"]?.stringValue
        now = golden["now"]?.intValue ?? 0
    }

    init(_ snapshot: HostSnapshot, agent: String) {
        listing = snapshot.release.listing(of: snapshot.config.root)
        store = snapshot.contents(readBy: agent)
        (provider, preferred, now) = ("anthropic", nil, snapshot.readAt)
    }

    /// Every value that the gateway's side has, of ours.
    func chosen(like expected: Value) -> Value {
        var value: Members = [:]
        for (name, theirs) in expected.objectValue ?? [:] { value[name] = chosen(name, like: theirs) }
        return .object(value)
    }

    private func chosen(_ name: String, like theirs: Value) -> Value? {
        switch name {
        case "order", "orderAnthropic": ids(order(.any))
        case "orderModelA": ids(order(.one("model-a")))
        case "orderModelB": ids(order(.one("model-b")))
        case "orderForModelOpus48": ids(order(.one("claude-opus-4-8")))
        case "orderForModelSonnet5": ids(order(.one("claude-sonnet-5")))
        case "orderAllModels": ids(order(.all))
        case "hasExplicitOrder": .bool(order(.any).source != .automatic)
        case "eligibility": each(of: theirs) { .string(eligibility(of: $0)) }
        case "unusableUntil":
            each(of: theirs) { number(store.stats(of: $0).unusableUntil(of: store.profile($0)?.provider, rules)) }
        case "inCooldown": each(of: theirs) { isSkipped($0, .any) }
        case "inCooldownOpus48": each(of: theirs) { isSkipped($0, .one("claude-opus-4-8")) }
        case "unavailableReason": each(of: theirs) { reason([$0]) }
        case "reason": reason(store.profiles.map(\.id))
        case "soonestExpiry":
            number(store.profiles.compactMap { store.usageStats[$0.id]?.unusableUntil }.min())
        case "afterClearExpired": theirs == .null ? .null : remembered(like: theirs)
        default: nil
        }
    }

    private func order(_ model: AskedModel) -> ProfileOrder {
        ProfileOrder(
            listing: listing,
            store: store,
            provider: provider,
            preferred: preferred,
            for: model,
            now: now
        )
    }

    private func eligibility(of id: String) -> String {
        guard let profile = store.profile(id) else { return "profile_missing" }
        return profile.ineligibility(for: provider, listing: listing, now: now)?.gatewaysWord ?? "ok"
    }

    private func isSkipped(_ id: String, _ model: AskedModel) -> Value {
        let stats = store.stats(of: id)
        return .bool(stats.skippedUntil(of: store.profile(id)?.provider, for: model, rules, at: now) != nil)
    }

    private func reason(_ ids: [String]) -> Value {
        UnavailableReason.of(ids.compactMap { store.usageStats[$0] }, rules, at: now).map { .string($0) } ?? .null
    }

    /// Marks that are none are left out where the gateway's side leaves them out.
    private func remembered(like theirs: Value) -> Value {
        let marks = store.usageStats.map { (key: $0.key, value: $0.value.forgettingExpired(at: now, rules).whole) }
        return .object(Members(marks.filter { $0.value != [:] || theirs[$0.key] != nil }))
    }

    private func ids(_ order: ProfileOrder) -> Value { .array(order.ids.map { .string($0) }) }

    private func number(_ number: Int64?) -> Value { number.map { .integer($0) } ?? .null }

    private func each(of theirs: Value, _ ours: (String) -> Value) -> Value {
        .object(Members((theirs.objectValue ?? [:]).map { (key: $0.key, value: ours($0.key)) }))
    }
}

extension Ineligibility {
    /// As the gateway names it.
    fileprivate var gatewaysWord: String {
        switch self {
        case .missing: "profile_missing"
        case .otherProvider, .listedForOtherProvider: "provider_mismatch"
        case .modeDiffers: "mode_mismatch"
        case .empty, .malformedReference: "missing_credential"
        case .expired: "expired"
        case .setAside: "setup_inactive"
        case .invalidExpiry: "invalid_expires"
        case .command: "malformed_api_key"
        case .loginElsewhere: "unresolved_ref"
        case .notListed: "not listed"
        case .noAccessToken: "no access token"
        }
    }
}

extension UsageStats {
    /// With every mark, as it is stored.
    fileprivate var whole: Value {
        var value: Members = [:]
        let numbers = [
            ("lastUsed", lastUsed), ("cooldownUntil", cooldownUntil), ("disabledUntil", disabledUntil),
            ("blockedUntil", blockedUntil), ("errorCount", errorCount), ("lastFailureAt", lastFailureAt),
        ]
        for (name, number) in numbers { value[name] = number.map { .integer($0) } }
        let texts = [
            ("disabledReason", disabledReason), ("blockedReason", blockedReason), ("cooldownReason", cooldownReason),
            ("cooldownModel", scope.cooldownModel), ("blockedModel", scope.blockedModel),
            ("blockedScope", scope.blockedScope), ("blockedSource", scope.blockedSource),
        ]
        for (name, text) in texts { value[name] = text.map { .string($0) } }
        if !failureCounts.isEmpty {
            value["failureCounts"] = .object(Members(failureCounts.map { (key: $0.key, value: .integer($0.value)) }))
        }
        return .object(value)
    }
}

extension Value {
    fileprivate func setting(_ name: String, _ value: Value) -> Value {
        var members = objectValue ?? [:]
        members[name] = value
        return .object(members)
    }
}
