internal import Anthropic
internal import GatewayHost
internal import Secrets
internal import TerminalUI

/// The state of the credential check, as Review and Done show it.
enum CheckView: Sendable, Equatable {
    /// There is no credential to check, or checks are not available.
    case none
    /// No check is possible on this host; the reason is a text key below `check.short.`.
    case impossible(String)
    /// Not checked yet.
    case open(host: String, isAutomatic: Bool)
    case running(seconds: Int64, spinner: String)
    case ended(Verification)

    /// After this many seconds the page says that there is no answer yet.
    private static let longSeconds: Int64 = 8

    static func isLong(_ seconds: Int64) -> Bool { seconds >= longSeconds }

    var verification: Verification? {
        if case .ended(let verification) = self { verification } else { nil }
    }

    var isVerified: Bool { verification?.isVerified ?? false }
    /// Whether the provider said that it does not take the credential or the model.
    var isRefusal: Bool { verification.map { $0.isConclusive && !$0.isVerified } ?? false }

    /// The note next to the credential, with its mark.
    func note(_ words: Words) -> (text: String, mark: NoteMark?) {
        switch self {
        case .none, .open: return (words("review.notChecked"), nil)
        case .impossible(let word):
            return (words("review.notCheckedWhy", ["reason": CheckWords(words.texts).short(code: word)]), nil)
        case .running(let seconds, let spinner):
            let key = Self.isLong(seconds) ? "review.checking.long" : "review.checking"
            let text = words(key, ["seconds": String(seconds)])
            return (spinner.isEmpty || words.isSpoken ? text : text + " " + spinner, nil)
        case .ended(let verification) where verification.isVerified:
            return (words("review.verified", ["model": verification.model]), .ok)
        case .ended(let verification):
            let reason = CheckWords(words.texts).short(code: verification.code)
            // The lines below and the rail say what is wrong with the model; on a phone they are out of sight.
            guard !verification.isModelRefused else {
                return words.isNarrow ? (reason, .warning) : (words("rail.accepted"), .ok)
            }
            guard !verification.isConclusive else { return (reason, .error) }
            return (words("review.couldNotCheck", ["reason": reason]), .warning)
        }
    }

    /// For a failed check of a kind of secret: what the answer means and what to do.
    func blocks(_ words: Words, kind: SecretKind) -> [Block] {
        guard case .ended(let verification) = self, !verification.isVerified else { return [] }
        let texts = CheckWords(words.texts)
        let sentence = Block.note(
            verification.isConclusive ? .error : .warning,
            texts.sentence(verification, kind: kind)
        )
        let next = texts.next(verification, kind: kind).map {
            words("review.checkNext", ["next": $0])
        }
        return [sentence] + (next.map { [.text($0).optional] } ?? [])
            + (texts.providerWords(verification).map { [.text($0, .muted).optional] } ?? [])
    }
}

extension Verification {
    /// Seconds with one decimal, such as `1.2`; nil without an answer.
    var secondsText: String? {
        milliseconds.map { milliseconds in
            let tenths = max(1, (milliseconds + 50) / 100)
            return "\(tenths / 10).\(tenths % 10)"
        }
    }
}
