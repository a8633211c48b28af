internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// A check requested on Profiles, and what follows if it passes.
struct AskedCheck: Sendable, Equatable {
    enum Purpose: Sendable, Equatable {
        case knowing
        /// The profile's failure marks are cleared.
        case clearing
        /// A new secret replaces the profile's.
        case replacing
    }

    /// The id of the profile.
    let profile: String
    let agent: String
    /// What is sent.
    let kind: SecretKind
    let purpose: Purpose
    /// Stored kind and last characters detect that another secret is stored under the same id.
    private let storedKind: CredentialKind
    private let ending: String

    init(_ row: ProfileRow, agent: String, kind: SecretKind, purpose: Purpose) {
        self.agent = agent
        self.kind = kind
        self.purpose = purpose
        (profile, storedKind, ending) = (row.id, row.kind, row.ending)
    }

    /// Whether the row still has the credential that was checked.
    func isAbout(_ row: ProfileRow) -> Bool { row.id == profile && row.kind == storedKind && row.ending == ending }
}

/// The question before a stored profile is checked: what is sent to whom, and what follows.
struct CheckQuestion: Sendable {
    let profile: String
    /// Whether a passed check clears its cooldown.
    let clears: Bool
    var strip: Strip
}

/// A secret that is to replace another one: after a passed check, or if the person chooses to skip the check.
struct Replacement: Sendable {
    let profile: String
    /// The displayed name.
    let name: String
    let credential: NewCredential
    /// The state of the new secret's check.
    var view: CheckView

    /// What is sent, by the text of the new secret.
    var kind: SecretKind { SecretKind(of: credential.secret) }

    /// The rows for this state, the safe one first, and the id of the row that `y` chooses.
    func choice(_ words: Words) -> (rows: [PickRow], yes: String) {
        func row(_ id: String, _ key: String) -> PickRow { PickRow(id: id, label: words(key)) }
        let keep = row(Strip.leaveIt, "profiles.replace.keep")
        let unverified = row(Strip.doIt, "profiles.replace.unverified")
        switch view {
        case .open:
            let check = row(Strip.checkIt, "profiles.replace.check")
            return ([check, row(Strip.doIt, "profiles.replace.unchecked"), keep], Strip.checkIt)
        case .running:
            let wait = row(Strip.awaitIt, "profiles.replace.wait")
            return ([wait, row(Strip.doIt, "profiles.replace.unchecked"), keep], Strip.awaitIt)
        case .ended(let verification) where verification.isVerified:
            return ([row(Strip.doIt, "strip.do"), keep], Strip.doIt)
        case .ended(let verification):
            let again = row(Strip.checkIt, "review.checkAgain")
            let rows = verification.isConclusive ? [keep, again, unverified] : [again, unverified, keep]
            return (rows, Strip.checkIt)
        case .none, .impossible: return ([unverified, keep], Strip.doIt)
        }
    }

    /// The state of the check, or before it who would be asked.
    func blocks(_ words: Words, model: String) -> [Block] {
        switch view {
        case .none: return []
        case .open(let host, _):
            let asks = Block.text(words("profiles.check.asks", ["host": host, "model": model]))
            return [asks] + (kind == .setupToken ? [.text(words("policy.sentence"), .muted)] : [])
        case .impossible: return [.note(.warning, view.note(words).text)]
        // Line mode has printed that the check began.
        case .running: return words.isSpoken ? [] : [.text(view.note(words).text)]
        case .ended(let verification) where verification.isVerified: return [.note(.ok, view.note(words).text)]
        case .ended: return view.blocks(words, kind: kind)
        }
    }
}
