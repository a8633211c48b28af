package import Anthropic
internal import Secrets

/// The words for a check: what happened, the next step, and the label that stays on a profile.
package struct CheckWords: Sendable {
    private let texts: Texts

    package init(_ texts: Texts) {
        self.texts = texts
    }

    /// What is about to be sent, and where: shown before.
    package func asking(host: String, model: String) -> String {
        texts("check.asking", ["host": host, "model": model])
    }

    /// What happened, one plain sentence.
    package func sentence(_ verification: Verification) -> String {
        texts("check." + verification.code, values(verification))
    }

    /// A few words that fit beside a name.
    package func short(code: String) -> String { texts("check.short." + code) }

    /// What to do next; nil when there is nothing to do.
    package func next(_ verification: Verification, isSubscription: Bool) -> String? {
        let key = "check." + verification.code + ".next"
        if verification.outcome == .rateLimited(retryAfterSeconds: nil) { return texts("check.later.next") }
        if verification.isCredentialBad { return texts(key + (isSubscription ? ".token" : ".key")) }
        return texts.has(key) ? texts(key, values(verification)) : nil
    }

    /// A next step as a line of its own.
    func nextLine(_ next: String) -> String { texts("check.next", ["next": next]) }

    /// The host's own words on an error, without anything that looks like a secret; nil when it said none.
    package func providerWords(_ verification: Verification) -> String? {
        guard let message = verification.providerMessage, !message.isEmpty else { return nil }
        let printable = message.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : $0 }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: printable)
        return texts("check.said", ["host": verification.host, "words": Redaction.redact(String(text))])
    }

    /// The state of a credential; `time` as it is shown.
    package func label(_ state: CheckState, time: (Int64) -> String) -> String {
        switch state {
        case .notChecked: texts("check.state.notChecked")
        case .verified(let at, let model, _): texts("check.state.verified", ["time": time(at), "model": model])
        case .failed(let code, let at, _):
            texts("check.state.failed", ["time": time(at), "reason": short(code: code)])
        }
    }

    private func values(_ verification: Verification) -> [String: String] {
        var values = ["host": verification.host, "model": verification.model]
        values["status"] = verification.status.map(String.init) ?? ""
        values["milliseconds"] = verification.milliseconds.map(String.init) ?? ""
        values["seconds"] = verification.retryAfterSeconds.map(String.init) ?? ""
        if case .unanswered(.failed(let code)) = verification.outcome { values["status"] = String(code) }
        return values
    }
}
