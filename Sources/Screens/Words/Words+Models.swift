internal import Credentials
internal import GatewayConfig

extension String {
    /// The model id without the provider that is meant where none is named.
    var withoutDefaultProvider: String {
        without(ModelReference.defaultProvider + "/")
    }

    /// The model id without the name of the family that all Anthropic models share.
    var withoutFamily: String { without("claude-") }

    /// The profile id without the provider that all Anthropic profiles share.
    var withoutProvider: String {
        without(ProfileNaming.anthropicPrefix)
    }

    private func without(_ shared: String) -> String {
        hasPrefix(shared) ? String(dropFirst(shared.count)) : self
    }
}

extension Words {
    /// `200K`.
    func tokens(_ count: Int) -> String {
        count >= 1_000_000 && count.isMultiple(of: 1_000_000)
            ? self("model.megaTokens", ["count": String(count / 1_000_000)])
            : self("model.kiloTokens", ["count": String(count / 1000)])
    }

    /// From which release on a model was seen, and what this gateway is.
    func newer(since: String, release: String?) -> String {
        guard let release else { return self("model.newer.noRelease", ["since": since]) }
        return self("model.newer.release", ["since": since, "release": release])
    }

    /// Two decimals, or none.
    ///
    /// - Parameter hasCents: also writes them where they are zero, as in a column where another price has some.
    static func dollars(_ amount: Double, hasCents: Bool = false) -> String {
        let cents = Int((amount * 100).rounded())
        let rest = cents % 100
        guard hasCents || rest != 0 else { return String(cents / 100) }
        return "\(cents / 100)." + (rest < 10 ? "0" : "") + String(rest)
    }
}
