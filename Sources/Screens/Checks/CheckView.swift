internal import Anthropic
internal import GatewayHost
internal import TerminalUI

/// How far the check of the credential is, as Review and Done show it.
enum CheckView: Sendable, Equatable {
    /// There is no credential that could be checked, or no way to do it at all.
    case none
    /// Nothing can be sent here: a word below `check.short.`.
    case impossible(String)
    /// Nobody was asked yet.
    case open(host: String, isAutomatic: Bool)
    case running(seconds: Int64, spinner: String)
    case ended(Verification)

    /// After so many seconds the page says that there is no answer yet.
    private static let longSeconds: Int64 = 8

    static func isLong(_ seconds: Int64) -> Bool { seconds >= longSeconds }

    var verification: Verification? {
        if case .ended(let verification) = self { verification } else { nil }
    }

    var isVerified: Bool { verification?.isVerified ?? false }

    /// What stands beside the credential, with its sign.
    func note(_ words: Words) -> (text: String, mark: NoteMark?) {
        switch self {
        case .none, .open: return (words("review.notChecked"), nil)
        case .impossible(let word):
            return (words("review.notCheckedWhy", ["reason": CheckWords(words.texts).short(code: word)]), nil)
        case .running(let seconds, let spinner):
            let key = Self.isLong(seconds) ? "review.checking.long" : "review.checking"
            let text = words(key, ["seconds": String(seconds)])
            return (spinner.isEmpty ? text : text + " " + spinner, nil)
        case .ended(let verification) where verification.isVerified:
            return (words("review.verified", ["model": verification.model]), .ok)
        case .ended(let verification):
            let reason = CheckWords(words.texts).short(code: verification.code)
            guard !verification.isConclusive else { return (reason, .error) }
            return (words("review.couldNotCheck", ["reason": reason]), .warning)
        }
    }

    /// What an answer other than yes means, and what to do about it.
    func blocks(_ words: Words, isSubscription: Bool) -> [Block] {
        guard case .ended(let verification) = self, !verification.isVerified else { return [] }
        let texts = CheckWords(words.texts)
        let sentence = Block.note(verification.isConclusive ? .error : .warning, texts.sentence(verification))
        let next = texts.next(verification, isSubscription: isSubscription).map {
            words("review.checkNext", ["next": $0])
        }
        return [sentence] + (next.map { [.text($0).optional] } ?? [])
            + (texts.providerWords(verification).map { [.text($0, .muted).optional] } ?? [])
    }
}

extension Verification {
    /// `1.2`: seconds with one digit behind the point; nil where there was no answer.
    var secondsText: String? {
        milliseconds.map { milliseconds in
            let tenths = max(1, (milliseconds + 50) / 100)
            return "\(tenths / 10).\(tenths % 10)"
        }
    }
}
