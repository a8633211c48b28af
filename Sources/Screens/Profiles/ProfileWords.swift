internal import Credentials
internal import GatewayHost
internal import TerminalUI

/// The texts of a profile's row and detail. State (would the gateway use it?) and check (did we test it?) are separate.
struct ProfileWords {
    let words: Words
    let status: StatusText?
    let moments: MomentText
    /// Unix milliseconds of the screen's clock.
    let now: Int64
    /// Texts that nearly every row needs, looked up once.
    private let (ready, notChecked, neverUsed): (String, String, String)

    init(words: Words, status: StatusText?, moments: MomentText, now: Int64) {
        (self.words, self.status, self.moments, self.now) = (words, status, moments, now)
        ready = words("profiles.state.ready")
        notChecked = words("profiles.check.none")
        neverUsed = words("profiles.used.never")
    }

    private static let hour: Int64 = 3_600_000

    /// Whether the text shows seconds, which it does only in the last hour.
    static func countsDown(_ state: CredentialStanding.State, at now: Int64) -> Bool {
        state.restsUntil.map { $0 > now && $0 - now < hour } ?? false
    }

    // MARK: - Row

    /// The profile id, without the provider if all are of one provider.
    static func name(_ row: ProfileRow, isAlone: Bool) -> String {
        let prefix = row.provider + ":"
        return isAlone && row.id.hasPrefix(prefix) ? String(row.id.dropFirst(prefix.count)) : row.id
    }

    func kind(_ row: ProfileRow) -> String {
        words.texts.kind(row.kind, of: row.provider, isShortLived: row.isShortLived)
    }

    func state(_ state: CredentialStanding.State) -> String {
        switch state {
        case .ready, .needsRefresh: ready
        case .reference: words("profiles.state.reference")
        case .cooling(let until):
            words("profiles.state.cooling", ["time": time(until)]) + left(until)
        case .off(let until, let reason):
            words(
                "profiles.state.off",
                ["time": time(until), "reason": failure(reason ?? "billing")]
            ) + left(until)
        case .ineligible(let reason): words("profiles.state." + reason.word)
        }
    }

    func style(_ row: ProfileRow) -> Style {
        switch row.state {
        case .ready, .needsRefresh: .ok
        case .cooling, .reference: .warning
        case .off, .ineligible: .error
        }
    }

    /// The time of day; on a narrow screen only the date if it is another day.
    private func time(_ until: Int64) -> String {
        words.isNarrow && moments.day(until) != moments.day(now) ? moments.day(until) : moments.clock(until)
    }

    /// `, 04:12`
    private func left(_ until: Int64) -> String {
        let seconds = (until - now + 999) / 1000
        guard seconds > 0, until - now < Self.hour else { return "" }
        let clock = Self.twoDigits(seconds / 60) + ":" + Self.twoDigits(seconds % 60)
        return words("profiles.state.left", ["left": clock])
    }

    private static func twoDigits(_ value: Int64) -> String { value < 10 ? "0\(value)" : String(value) }

    /// The result of our last check in a word, and its age.
    func check(_ state: CheckState) -> String {
        func ago(_ time: Int64) -> [String: String] { ["time": moments.remaining(max(0, now - time))] }
        switch state {
        case .notChecked: return notChecked
        case .verified(let at, _, _): return words("profiles.check.verified", ago(at))
        case .failed(_, let at, _): return words("profiles.check.failed", ago(at))
        }
    }

    /// The same with the time and the model, or with the reason of a failure.
    func checkInFull(_ row: ProfileRow) -> String {
        CheckWords(words.texts).label(row.check, time: moments.clock)
    }

    /// How long ago it was used.
    func used(_ row: ProfileRow) -> String {
        guard let last = row.usage.lastUsed else { return neverUsed }
        return moments.remaining(max(0, now - last))
    }

    // MARK: - Detail

    func failures(_ row: ProfileRow) -> String {
        let usage = row.usage
        guard let until = usage.unusableUntil ?? (usage.hasFailures ? 0 : nil) else {
            return words("profiles.failures.none")
        }
        guard let status else { return "" }
        let resting = RestingProfile(row.id, usage, until: until, provider: row.provider, stop: row.stop, now: now)
        guard let stop = row.stop else { return status.reason(resting) }
        let values = [
            "reason": status.reason(resting), "models": words.texts.list(stop.models), "time": time(stop.until),
        ]
        return words("profiles.failures.onlyFor", values)
    }

    private func failure(_ word: String) -> String {
        let key = "status.failure." + word
        return words.texts.has(key) ? words.texts(key) : word
    }

    /// Why it is first, or its position, or why it is left out.
    func place(_ row: ProfileRow, of count: Int) -> (label: String, text: String)? {
        if row.position == 1, let provider = status?.report.providers.first(where: { $0.provider == row.provider }),
            let reason = provider.reason, let status
        {
            return (words("profiles.detail.why"), status.why(reason))
        }
        guard let position = row.position else {
            guard case .ineligible(let reason) = row.state, let status else { return nil }
            let profile = ExcludedProfile(
                profileID: row.id,
                provider: row.provider,
                kind: row.kind,
                reason: reason
            )
            return (
                words("profiles.detail.wayOut"), status.next(profile.recovery, profile: row.id, provider: row.provider)
            )
        }
        let values = ["place": String(position), "count": String(count)]
        return (words("profiles.detail.place"), words("profiles.detail.placeOf", values))
    }

    func end(_ row: ProfileRow) -> String {
        if row.kind == .oauth { return words("profiles.detail.renewed") }
        return row.expires.map { words("profiles.detail.ends", ["day": moments.day($0)]) }
            ?? words("profiles.detail.noEnd")
    }
}

extension CredentialStanding.State {
    /// When the cooldown or the disabled time ends; nil without either.
    var restsUntil: Int64? {
        switch self {
        case .cooling(let until), .off(let until, _): until
        case .ready, .needsRefresh, .reference, .ineligible: nil
        }
    }

    var isReady: Bool {
        switch self {
        case .ready, .needsRefresh: true
        case .cooling, .off, .reference, .ineligible: false
        }
    }

    /// Whether the gateway tries it now or after its cooldown.
    var isTried: Bool { if case .ineligible = self { false } else { true } }
}

extension ProfileRow {
    /// Whether only the config or an explicit order excludes it.
    var isLeftOut: Bool {
        switch state {
        case .ineligible(.notListed), .ineligible(.modeDiffers), .ineligible(.listedForOtherProvider): true
        default: false
        }
    }
}
