package import Credentials
import JSON5
import Secrets

// MARK: - Order

extension JSONCredentialStore {
    /// Sets the order of a provider's profiles; nil removes it, so that the gateway rotates them.
    ///
    /// If an order exists under another spelling of the provider, that one is effective and is therefore changed.
    package mutating func setOrder(_ ids: [String]?, for provider: String) throws(StoreError) {
        guard let ids, !ids.isEmpty else { return try clearOrder(for: provider) }
        try requireObjectOrNothing(["order"])
        let key = contents.order.entry(for: provider)?.key ?? ProviderName.normalized(provider)
        var seen: Set<String> = []
        let list = ids.filter { seen.insert($0).inserted }.map { Value.string($0) }
        try edit { document throws(EditError) in
            if document.kind(at: ["order"]) == .null { try document.set([:], at: ["order"]) }
            try document.set(.array(list), at: ["order", .key(key)])
        }
    }

    private mutating func clearOrder(for provider: String) throws(StoreError) {
        let keys = contents.order.entries.map(\.key).filter { ProviderName.isSame($0, provider) }
        guard !keys.isEmpty else { return }
        try requireObjectOrNothing(["order"])
        try edit { document throws(EditError) in
            for key in keys { try document.remove(at: ["order", .key(key)]) }
            try Self.removeEmptyObject(at: ["order"], in: &document)
        }
    }

    func requireObjectOrNothing(_ path: Pointer) throws(StoreError) {
        switch document.kind(at: path) {
        case nil, .null, .object: return
        default: throw wrongShape(path)
        }
    }
}

// MARK: - Usage marks

extension JSONCredentialStore {
    /// The failure marks that this program knows, of all releases.
    private static let failureMarks = [
        "cooldownUntil", "cooldownReason", "cooldownModel", "disabledUntil", "disabledReason", "blockedUntil",
        "blockedReason", "blockedSource", "blockedScope", "errorCount", "failureCounts",
    ]

    /// The fields of a profile's marks that this program does not know; clearing leaves them.
    package func unknownMarks(of id: String) -> [String] {
        let known = Self.failureMarks + ["lastUsed", "lastProbeAt", "lastFailureAt"]
        let stats = document.value(at: ["usageStats", .key(id)])?.objectValue
        return (stats?.keys ?? []).filter { !known.contains($0) }
    }

    /// Removes all failure marks of one profile: cooldown, disabled and blocked time with their reasons, and counts.
    package mutating func clearFailures(of id: String) throws(StoreError) {
        let path: Pointer = ["usageStats", .key(id)]
        guard document.kind(at: path) == .object else { return }
        try edit { document throws(EditError) in
            for field in Self.failureMarks {
                try document.remove(at: path.appending(field))
            }
            try Self.removeEmptyObject(at: path, in: &document)
            try Self.removeEmptyObject(at: ["usageStats"], in: &document)
        }
    }

    /// Records a successful use at `now` (Unix milliseconds); an unknown id is ignored.
    package mutating func markUsed(_ id: String, now: Int64) throws(StoreError) {
        guard contents.profile(id) != nil else { return }
        let path = try pathOfStats(of: id)
        try edit { document throws(EditError) in
            try Self.makeObjects(on: path, in: &document)
            for field in ["cooldownUntil", "disabledUntil", "disabledReason", "failureCounts"] {
                try document.remove(at: path.appending(field))
            }
            try document.set(0, at: path.appending("errorCount"))
            try document.set(.integer(now), at: path.appending("lastUsed"))
        }
    }

    /// Records the profile that succeeded last; ignored unless the stored provider has exactly this spelling.
    package mutating func markGood(_ id: String, for provider: String) throws(StoreError) {
        guard contents.profile(id)?.provider == provider else { return }
        try requireObjectOrNothing(["lastGood"])
        try edit { document throws(EditError) in
            try Self.makeObjects(on: ["lastGood"], in: &document)
            try document.set(.string(id), at: ["lastGood", .key(provider)])
        }
    }

    /// Records a failure at `now` (Unix milliseconds) and until when the profile is skipped.
    ///
    /// src/agents/auth-profiles/usage.ts: counting restarts after the failure window; a billing failure disables the
    /// profile, any other failure starts a cooldown; both times count from `now`.
    package mutating func markFailure(
        _ id: String,
        _ reason: FailureReason,
        settings: CooldownSettings,
        now: Int64
    ) throws(StoreError) {
        guard contents.profile(id) != nil else { return }
        let path = try pathOfStats(of: id)
        let failure = Failure(contents.stats(of: id), reason, settings: settings, now: now)
        try edit { document throws(EditError) in
            try Self.makeObjects(on: path, in: &document)
            try document.set(.integer(failure.errorCount), at: path.appending("errorCount"))
            let counts = path.appending("failureCounts")
            if failure.startsAgain { try document.remove(at: counts) }
            try Self.makeObjects(on: counts, in: &document)
            try document.set(.integer(failure.reasonCount), at: counts.appending(reason.rawValue))
            try document.set(.integer(now), at: path.appending("lastFailureAt"))
            if reason == .billing {
                try document.set(.integer(failure.until), at: path.appending("disabledUntil"))
                try document.set("billing", at: path.appending("disabledReason"))
            } else {
                try document.set(.integer(failure.until), at: path.appending("cooldownUntil"))
            }
        }
    }

    private struct Failure {
        let startsAgain: Bool
        let errorCount: Int64
        let reasonCount: Int64
        let until: Int64

        init(_ stats: UsageStats, _ reason: FailureReason, settings: CooldownSettings, now: Int64) {
            startsAgain = stats.lastFailureAt.map { Double(now) - Double($0) > settings.failureWindow } ?? false
            errorCount = Self.next(startsAgain ? nil : stats.errorCount)
            reasonCount = Self.next(startsAgain ? nil : stats.failureCounts[reason.rawValue])
            let pause =
                reason == .billing
                ? settings.billingStop(failures: reasonCount)
                : settings.cooldown(errorCount: Double(errorCount))
            until = TimeRange.adding(pause, to: now)
        }

        private static func next(_ count: Int64?) -> Int64 {
            let (next, overflow) = (count ?? 0).addingReportingOverflow(1)
            return overflow ? .max : next
        }
    }

    private func pathOfStats(of id: String) throws(StoreError) -> Pointer {
        try requireObjectOrNothing(["usageStats"])
        return ["usageStats", .key(id)]
    }

    /// Replaces every value on the path that is not an object.
    private static func makeObjects(on path: Pointer, in document: inout Document) throws(EditError) {
        for length in 1...max(1, path.components.count) {
            let part = Pointer(Array(path.components.prefix(length)))
            guard let kind = document.kind(at: part), kind != .object else { continue }
            try document.set([:], at: part)
        }
        if document.kind(at: path) == nil { try document.set([:], at: path) }
    }
}
