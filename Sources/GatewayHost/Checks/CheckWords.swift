package import Anthropic
internal import Credentials
package import Secrets

/// The texts of a check: result, next step, and the label shown for a profile.
package struct CheckWords: Sendable {
    private let texts: Texts

    package init(_ texts: Texts) {
        self.texts = texts
    }

    /// What will be sent to which host; shown before it is sent.
    package func asking(host: String, model: String) -> String {
        texts("check.asking", ["host": host, "model": model])
    }

    /// The result as one sentence; with the kind of the secret also what it says of that.
    package func sentence(_ verification: Verification, kind: SecretKind? = nil) -> String {
        let key = "check." + verification.code
        let forms =
            verification.isOtherHost ? [key + ".other"] : kind.map { [key + ($0 == .setupToken ? ".token" : ".key")] }
        return texts(forms?.first(where: texts.has) ?? key, values(verification))
    }

    /// The result in a few words, to be shown beside a name.
    package func short(code: String) -> String { texts("check.short." + code) }

    /// The next step after a check of a kind of secret; nil if there is none.
    package func next(_ verification: Verification, kind: SecretKind) -> String? {
        if case .rateLimited(let seconds) = verification.outcome {
            return texts("check.later.next", ["when": when(seconds, verification.resetsAt)])
        }
        return next(
            code: verification.code,
            values(verification),
            kind: kind,
            isOtherHost: verification.isOtherHost
        )
    }

    /// The same after a recorded result, of which only the code is known.
    ///
    /// The one table of next steps: Review, Done, the profiles and `auth verify` all ask here. What another host wants
    /// comes first, then what the kind of credential needs.
    func next(
        code: String,
        _ values: [String: String] = [:],
        kind: SecretKind,
        isOtherHost: Bool = false
    ) -> String? {
        let key = "check." + code + ".next"
        let keys = (isOtherHost ? [key + ".other"] : []) + [key + (kind == .setupToken ? ".token" : ".key"), key]
        return keys.first(where: texts.has).map { texts($0, values) }
    }

    /// The next step as its own line.
    func nextLine(_ next: String) -> String { texts("check.next", ["next": next]) }

    /// The provider's error message, redacted; nil if there was none.
    package func providerWords(_ verification: Verification) -> String? {
        said(verification).map { texts("check.said", ["host": verification.host, "words": $0]) }
    }

    /// The same without the host, which the page has named.
    package func quoted(_ verification: Verification) -> String? {
        said(verification).map { texts("check.quoted", ["words": $0]) }
    }

    private func said(_ verification: Verification) -> String? {
        guard let message = verification.providerMessage, !message.isEmpty else { return nil }
        let printable = message.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : $0 }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: printable)
        return Redaction.redact(String(text))
    }

    /// The state of a credential; `time` formats an instant.
    package func label(_ state: CheckState, time: (Int64) -> String) -> String {
        switch state {
        case .notChecked: texts("check.state.notChecked")
        case .verified(let at, let model, _): texts("check.state.verified", ["time": time(at), "model": model])
        case .failed(let failure):
            texts("check.state.failed", ["time": time(failure.at), "reason": short(code: failure.code)])
        }
    }

    /// `in 30 seconds`, `in 4 min`, `at 2026-11-22 02:41 UTC`, or what to try if the provider names no time.
    private func when(_ seconds: Int?, _ resetsAt: Int64?) -> String {
        let moments = MomentText(texts: texts, zone: .utc, now: 0)
        guard let seconds else {
            return resetsAt.map { texts("check.later.at", ["time": moments.clock($0)]) } ?? texts("check.later.soon")
        }
        guard seconds >= 120 else {
            return texts("check.later.seconds." + (seconds == 1 ? "one" : "other"), ["count": String(seconds)])
        }
        let wait = TimeRange.clamped(Double(seconds) * 1000)
        return texts("check.later.in", ["time": moments.remaining(wait)])
    }

    private func values(_ verification: Verification) -> [String: String] {
        var values = ["host": verification.host, "model": verification.model]
        values["url"] = Endpoint.url(ofShown: verification.host)
        values["status"] = verification.status.map(String.init) ?? ""
        values["milliseconds"] = verification.milliseconds.map(String.init) ?? ""
        if case .unanswered(.failed(let code)) = verification.outcome { values["status"] = String(code) }
        return values
    }
}
