import CredentialStores
import Credentials
import FileTransactions
import Foundation
import JSON5
import Secrets
import TestSupport
import Testing

/// What an agent reads from databases of every generation, compared with what the gateway's own code read.
@Suite struct GoldenDatabaseTests {
    /// What each recorded gateway checks; see the data's README.
    private static let generations = [
        (
            name: "g69",
            rules: DatabaseRules(checksRole: false, readsViews: true, hasSharedStore: false, refusesOlderFiles: false)
        ),
        (
            name: "g72",
            rules: DatabaseRules(
                highestAgentSchema: 8,
                highestStateSchema: 2,
                checksRole: false,
                hasSharedStore: false,
                refusesOlderFiles: false
            )
        ),
        (
            // Recorded with the opener of the generation before, which does not look at the role.
            name: "gS16",
            rules: DatabaseRules(highestAgentSchema: 19, highestStateSchema: 16, checksRole: false)
        ),
    ]

    @Test func everyStoreIsReadAsTheGatewayReadsIt() throws {
        let folder = GoldenFolder.databases
        var tally = GoldenTally("databases/stores", folder)
        for generation in Self.generations {
            for golden in try folder.databaseCases(generation.name) {
                let (ours, theirs) = try Self.compared(golden, generation.rules)
                let differences = Value.differences(at: "", ours: ours, gateways: theirs).map {
                    GoldenDifference(String($0.place.dropFirst()), $0.text)
                }
                tally.compare("\(generation.name)/\(golden.name)", golden.golden, differences)
            }
            tally.report(part: "databases/stores \(generation.name)")
        }
        tally.report()
        if folder.isOwn { #expect(tally.total == 108) }
    }

    private static func compared(
        _ golden: GoldenFolder.DatabaseCase,
        _ rules: DatabaseRules
    ) throws -> (ours: Value, theirs: Value) {
        let home = try TemporaryHome()
        let state = home.stateFolder
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        try golden.unpack(into: state)
        let stores = DatabaseStores(
            stateFolder: state,
            mainFolder: state + "/agents/main/agent",
            rules: rules,
            reader: DatabaseReader(SystemFileSystem(), .system)
        )
        let expected = golden.golden["expected"] ?? .null
        return try Traces.unchanged(in: home.path) {
            let shared = stores.shared()
            var ours: Members = rules.hasSharedStore ? ["shared": ourShared(shared, state)] : [:]
            var theirs: Members = rules.hasSharedStore ? ["shared": theirShared(expected)] : [:]
            for (id, agent) in expected["agents"]?.objectValue ?? [:] {
                let folder = golden.golden.folder(of: id, in: state)
                let place = StorePlace(agentFolder: folder, stateFolder: state)
                let own = stores.own(folder)
                let isMain = id == "main"
                let reasons = try stores.reasons(place, own, shared, isMain: isMain, SystemFileSystem())
                ours[id] = OurAgent(own: own, shared: shared, isMain: isMain, reasons: reasons, rules: rules).value(
                    like: agent
                )
                theirs[id] = theirAgent(agent)
            }
            return (.object(ours), .object(theirs))
        }
    }

    // MARK: - Theirs

    private static func theirAgent(_ agent: Value) -> Value {
        var value: Members = ["local": agent["localStore"]?.storeAsRead ?? .null]
        value["inspect"] = agent["inspectStore"]
        let effective = agent["effective"] ?? .null
        value["effective"] = effective["error"] == nil ? effective.storeAsRead : "error"
        value["migration"] = (agent["migrationReady"]?.error ?? agent["migrationReady"]).map {
            $0 == "ready" ? "ready" : $0["code"] ?? .null
        }
        return .object(value)
    }

    private static func theirShared(_ expected: Value) -> Value {
        if let error = expected["sharedOwnership"]?.error {
            return ["owner": error["code"]?.stringValue.map { Value.string($0) } ?? "newerSchema"]
        }
        return [
            "owner": expected["sharedOwnership"]?["location"] ?? .null, "path": expected["sharedStorePath"] ?? .null,
            "inspect": expected["sharedStoreInspect"] ?? .null,
            "store": expected["sharedStore"]?.storeAsRead ?? .null,
        ]
    }

    // MARK: - Ours

    private static func ourShared(_ shared: SharedStore, _ state: String) -> Value {
        let location: Value
        switch shared.place {
        case .main: location = "legacy-main"
        case .stateDatabase: location = "state-db"
        case .unknown:
            guard case .newerSchema = shared.problem else { return ["owner": "INVALID_SHARED_AUTH_STORE_OWNERSHIP"] }
            return ["owner": "newerSchema"]
        }
        return [
            "owner": location, "path": .string("<STATE>" + shared.store.path.dropFirst(state.count)),
            "inspect": shared.store.inspection, "store": shared.store.local,
        ]
    }

    private struct OurAgent {
        let own: DatabaseStore
        let shared: SharedStore
        let isMain: Bool
        let reasons: [DoctorReason]
        let rules: DatabaseRules

        /// What the recorded case has, of ours.
        func value(like golden: Value) -> Value {
            var value: Members = ["local": own.local, "effective": effective]
            if golden["inspectStore"] != nil { value["inspect"] = own.inspection }
            if golden["migrationReady"] != nil {
                let isRequired = reasons.contains { if case .migrationRequired = $0 { true } else { false } }
                value["migration"] = isRequired ? "AUTH_PROFILE_MIGRATION_REQUIRED" : "ready"
            }
            return .object(value)
        }

        private var effective: Value {
            if shared.place == .unknown { return "error" }
            let contents = shared.effective(own, isMain: isMain)
            return contents.asRead { id in
                shared.origin(of: id, own, isMain: isMain) == .own ? "local" : "shared-or-main"
            }
        }
    }
}

extension DatabaseStore {
    /// As the gateway's inspection names it.
    fileprivate var inspection: Value {
        switch outcome {
        case .absent(let absence): ["status": "missing", "reason": .string(absence.rawValue)]
        // Any JSON is readable to it; what is no store counts as none.
        case .read, .failed(.text(.wrongShape)): ["status": "readable"]
        case .failed: ["status": "unreadable"]
        }
    }

    fileprivate var local: Value { outcome == .read ? contents.asRead { _ in nil } : .null }
}

extension StoreContents {
    /// In the form of the recorded stores.
    fileprivate func asRead(_ origin: (String) -> String?) -> Value {
        let entries = profiles.map { (key: $0.id, value: $0.asRead(origin: origin($0.id))) }
        let marks = usageStats.map { (key: $0.key, value: $0.value.asRead) }.filter { $0.value != [:] }
        return [
            "ids": .array(profiles.map { .string($0.id) }), "profiles": .object(Members(entries)),
            "order": .object(Members(order.entries.map { (key: $0.key, value: .array($0.value.map { .string($0) })) })),
            "lastGood": .object(Members(lastGood.map { (key: $0.key, value: .string($0.value)) })),
            "usageStats": .object(Members(marks)),
        ]
    }
}

extension Profile {
    fileprivate func asRead(origin: String?) -> Value {
        var value: Members = [
            "type": .string(kind.rawValue), "provider": .string(ProviderName.normalized(provider)),
        ]
        func put(_ name: String, _ secret: String?) { value[name] = secret?.shownIfNotBlank }
        switch credential {
        case .apiKey(let key): put("key", key.plain)
        case .token(let token, _): put("token", token.plain)
        case .oauth(let access, let refresh, _):
            put("access", access?.plain)
            put("refresh", refresh?.plain)
        case .reference(let reference, let kind, _):
            value[kind == .apiKey ? "keyRef" : "tokenRef"] = [
                "source": .string(reference.source.rawValue), "provider": .string(reference.provider),
                "id": .string(reference.id),
            ]
        }
        if kind != .apiKey, let expiry = storedExpiry { value["expires"] = .integer(expiry.time ?? 0) }
        put("email", email)
        value["origin"] = origin.map { .string($0) }
        return .object(value)
    }
}

extension UsageStats {
    fileprivate var asRead: Value {
        var value: Members = [:]
        let numbers = [
            ("lastUsed", lastUsed), ("cooldownUntil", cooldownUntil), ("disabledUntil", disabledUntil),
            ("blockedUntil", blockedUntil), ("errorCount", errorCount), ("lastFailureAt", lastFailureAt),
        ]
        for (name, number) in numbers { value[name] = number.map { .integer($0) } }
        let texts = [
            ("disabledReason", disabledReason), ("blockedReason", blockedReason), ("cooldownReason", cooldownReason),
        ]
        for (name, text) in texts { value[name] = text.map { .string($0) } }
        if !failureCounts.isEmpty {
            value["failureCounts"] = .object(Members(failureCounts.map { (key: $0.key, value: .integer($0.value)) }))
        }
        return .object(value)
    }
}

extension Value {
    fileprivate var error: Value? { self["error"] }

    /// A recorded store with what of it this program reads; nil for none.
    fileprivate var storeAsRead: Value? {
        guard let profiles = self["profiles"]?.objectValue else { return nil }
        let known = [
            "type", "provider", "key", "keyRef", "token", "tokenRef", "access", "refresh", "expires", "email", "origin",
        ]
        let marks = UsageStats.names
        func only(_ names: [String], _ value: Value) -> Value {
            .object(Members((value.objectValue ?? [:]).filter { names.contains($0.key) }))
        }
        let entries = profiles.map { member in
            var value = only(known, member.value).objectValue ?? [:]
            value["provider"] = value["provider"]?.stringValue.map { .string(ProviderName.normalized($0)) }
            return (key: member.key, value: Value.object(value))
        }
        let stats = (self["usageStats"]?.objectValue ?? [:]).map { (key: $0.key, value: only(marks, $0.value)) }.filter
        { $0.value != [:] }
        return [
            "ids": .array(profiles.keys.map { .string($0) }), "profiles": .object(Members(entries)),
            "order": self["order"] ?? [:], "lastGood": self["lastGood"] ?? [:],
            "usageStats": .object(Members(stats)),
        ]
    }

    /// The folder of an agent of a case.
    fileprivate func folder(of id: String, in state: String) -> String {
        let agents = self["config"]?["agents"]
        let listed = agents?["list"]?.arrayValue?.first { $0["id"]?.stringValue == id } ?? agents?["entries"]?[id]
        let written = listed?["agentDir"]?.stringValue
        return written?.replacingOccurrences(of: "<STATE>", with: state) ?? "\(state)/agents/\(id)/agent"
    }
}

extension Secret {
    fileprivate var plain: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }
}

extension String {
    /// A blank text counts as none.
    fileprivate var shownIfNotBlank: Value? { allSatisfy(\.isWhitespace) ? nil : .string(self) }
}

extension UsageStats {
    /// The members that this program reads.
    fileprivate static let names = [
        "lastUsed", "cooldownUntil", "disabledUntil", "blockedUntil", "errorCount", "lastFailureAt", "disabledReason",
        "blockedReason", "cooldownReason", "failureCounts",
    ]
}
