internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The check that a person asked for on Profiles, and what follows when it answers.
struct AskedCheck: Sendable, Equatable {
    enum Purpose: Sendable, Equatable {
        case knowing
        /// Clears the failure marks of the profile.
        case clearing
        /// Lets another secret take the place of the profile's.
        case replacing
    }

    /// The id of the profile.
    let profile: String
    let agent: String
    let isSubscription: Bool
    let purpose: Purpose
    /// By these two another secret under the same name is told.
    private let kind: CredentialKind
    private let ending: String

    init(_ row: ProfileRow, agent: String, isSubscription: Bool, purpose: Purpose) {
        self.agent = agent
        self.isSubscription = isSubscription
        self.purpose = purpose
        (profile, kind, ending) = (row.id, row.kind, row.ending)
    }

    /// The row still has the credential that was asked about.
    func isAbout(_ row: ProfileRow) -> Bool { row.id == profile && row.kind == kind && row.ending == ending }
}

/// The question before a stored profile is checked: who is asked with what, and what follows.
struct CheckQuestion: Sendable {
    let profile: String
    /// Its cooldown is cleared when it answers.
    let clears: Bool
    var strip: Strip
}

/// A secret that is about to replace another one: the old one goes when the new one has answered, or when the person
/// says that it may go without.
struct Replacement: Sendable {
    let profile: String
    /// As it is shown.
    let name: String
    let credential: NewCredential
    let isSubscription: Bool
    /// How far the check of the new secret is.
    var view: CheckView

    /// The rows that follow from it, the harmless one first, and which of them `y` takes.
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

    /// How far the check is, and before it who would be asked.
    func blocks(_ words: Words, model: String) -> [Block] {
        switch view {
        case .none: return []
        case .open(let host, _):
            let asks = Block.text(words("profiles.check.asks", ["host": host, "model": model]))
            return [asks] + (isSubscription ? [.text(words("policy.line"), .muted)] : [])
        case .impossible: return [.note(.warning, view.note(words).text)]
        case .running: return [.text(view.note(words).text)]
        case .ended(let verification) where verification.isVerified: return [.note(.ok, view.note(words).text)]
        case .ended: return view.blocks(words, isSubscription: isSubscription)
        }
    }
}
