internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

// What follows from a check: what is told, the cooldown that is cleared, the secret that is replaced.
extension ProfilesScreen {
    mutating func checked(_ verification: Verification, id: Int) -> [Effect] {
        guard check.take(verification, id: id), let asked else { return [] }
        self.asked = nil
        guard asked.purpose != .replacing else { return replacementChecked(verification) }
        tell(verification, asked)
        if verification.isVerified, asked.purpose == .clearing { clearing = asked }
        return [.record(checkID: id, profileID: asked.profile), .browse(.read)]
    }

    private mutating func tell(_ verification: Verification, _ asked: AskedCheck) {
        guard let row = row(asked.profile) else { return }
        let texts = CheckWords(host.texts)
        guard !verification.isVerified else {
            let values = [
                "profile": name(row), "model": verification.model, "seconds": verification.secondsText ?? "0",
            ]
            return message = .ok(words("profiles.checked.ok", values))
        }
        var sentences = [
            words(
                "profiles.checked.failed",
                ["profile": name(row), "reason": texts.sentence(verification, kind: asked.kind)]
            )
        ]
        if asked.purpose == .clearing { sentences.append(words("profiles.checked.kept")) }
        if let next = texts.next(verification, kind: asked.kind) {
            sentences.append(words("review.checkNext", ["next": next]))
        }
        let text = sentences.joined(separator: words("sentence.join"))
        message = verification.isConclusive ? .error(text) : .warning(text)
    }

    /// The result stays visible; the failure to store it is appended.
    mutating func tellNotKept(_ problem: Problem) {
        let text = host.texts("check.notKept", ["reason": problem.message])
        message = .warning([message?.text, text].compactMap(\.self).joined(separator: words("sentence.join")))
    }

    /// The check passed: clears the cooldown, as requested.
    mutating func clear(_ asked: AskedCheck) -> [Effect] {
        guard asked.agent == agent, let row = row(asked.profile), asked.isAbout(row), row.usage.hasFailures else {
            return []
        }
        propose(.clearFailures(id: row.id, agent: agent), "clearVerified", ["profile": name(row)])
        guard case .proposal = overlays.last else { return [] }
        return doIt()
    }

    /// Result for a replacement: if it passed and neither plan nor page has changed, the new secret replaces the old
    /// one; otherwise the person decides.
    private mutating func replacementChecked(_ verification: Verification) -> [Effect] {
        show(.ended(verification))
        progress.settling = nil
        guard verification.isVerified, progress.pending == nil, case .proposal(let proposal) = overlays.last,
            !proposal.isNew
        else {
            return []
        }
        return doIt()
    }

    // MARK: - Replacing

    /// Shows the plan of a replacement; offers to check the new secret first.
    mutating func proposeReplacing(_ id: String, _ credential: NewCredential) {
        let name = row(id).map(name) ?? id
        let ability = host.checks
        let view: CheckView =
            if let obstacle = ability.obstacle {
                .impossible(obstacle)
            } else if host.checkedModel == nil {
                .none
            } else {
                .open(host: ability.host, isAutomatic: false)
            }
        let replacement = Replacement(profile: id, name: name, credential: credential, view: view)
        propose(.replace(id: id, credential), "replace", ["profile": name], replacement: replacement)
    }
}
