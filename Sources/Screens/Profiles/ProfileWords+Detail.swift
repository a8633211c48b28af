internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// What the detail of a row says in full.
extension ProfileWords {
    /// The result of our last check with its time, the model and how long it took, or with the reason of a failure; and
    /// until when the provider asked to wait.
    func checkInFull(_ row: ProfileRow) -> [String] {
        if row.id == checked { return [words("profiles.check.running")] }
        switch row.check {
        case .notChecked: return [notChecked]
        case .verified(let at, let model, let milliseconds):
            let answer = words("profiles.check.with", ["model": model]) + took(milliseconds)
            return [words("profiles.check.verified", ["time": moments.clock(at)]), answer + limit(row)]
        case .failed(let failure):
            let reason = CheckWords(words.texts).short(code: failure.code)
            let text = words("profiles.check.failed", ["age": ago(failure.at), "reason": reason])
            return [text + took(failure.milliseconds) + limit(row)]
        }
    }

    /// `, rate limit until 02:41 UTC`; empty if it has ended or none was named.
    private func limit(_ row: ProfileRow) -> String {
        guard let returns = row.returns, returns > now else { return "" }
        let isSaid = if case .failed(let failure) = row.check { failure.returns != nil } else { false }
        let key = isSaid ? "profiles.state.until" : "profiles.check.limit"
        return words("line.join") + words(key, ["time": moments.clock(returns)])
    }

    private func took(_ milliseconds: Int64?) -> String {
        guard let milliseconds else { return "" }
        let tenths = max(1, (milliseconds + 50) / 100)
        return words("profiles.check.took", ["seconds": "\(tenths / 10).\(tenths % 10)"])
    }

    func failures(_ row: ProfileRow) -> String {
        let usage = row.usage
        guard let until = usage.unusableUntil ?? (usage.hasFailures ? 0 : nil) else {
            return words("profiles.failures.none")
        }
        guard let status else { return "" }
        let resting = RestingProfile(row.id, usage, until: until, provider: row.provider, stop: row.stop, now: now)
        guard let stop = row.stop else { return status.reason(resting) }
        let values = [
            "reason": status.reason(resting), "models": words.texts.list(stop.models),
            "time": moments.clock(stop.until),
        ]
        return words("profiles.failures.onlyFor", values)
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

    /// `made 2026-09-30; these live about a year`; nil unless it was made here.
    func age(_ row: ProfileRow) -> String? { row.age.map { moments.made(at: $0.madeAt) } }

    /// The kind with the last characters of the secret, and when it ends if that is stored: a row has no room for it.
    func about(_ row: ProfileRow) -> [String] {
        let ending = row.ending.isEmpty ? [] : [words("profiles.detail.ending", ["ending": row.ending])]
        return [kind(row)] + ending
    }

    func end(_ row: ProfileRow) -> String? {
        if row.kind == .oauth { return words("profiles.detail.renewed") }
        return row.expires.map { words("profiles.detail.ends", ["day": moments.day($0)]) }
    }
}
