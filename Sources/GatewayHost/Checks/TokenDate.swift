internal import Credentials
internal import FileTransactions
internal import JSON5

/// When a setup-token was made on this host, as stored in `S/setup/verified.json`; without the token.
struct TokenDate: Sendable, Equatable {
    let digest: Digest
    /// In Unix milliseconds.
    let madeAt: Int64

    init(digest: Digest, madeAt: Int64) {
        self.digest = digest
        self.madeAt = TimeRange.clamped(madeAt)
    }
}

extension TokenDate {
    var value: Value { ["digest": .string(digest.hex), "madeHere": true, "madeAt": .integer(madeAt)] }

    /// Nil for what is no date, and for a token that was not made here: of that one no date is known.
    init?(_ value: Value) {
        guard let digest = (value["digest"]?.stringValue).flatMap(Digest.init(hex:)),
            value["madeHere"]?.boolValue == true, let madeAt = value["madeAt"]?.intValue, madeAt > 0
        else { return nil }
        self.init(digest: digest, madeAt: madeAt)
    }
}

/// The age of a setup-token that was made here.
///
/// Such tokens live about a year, says the program that makes them; the day itself is not known to anybody here, so none
/// is named as its end.
package struct TokenAge: Sendable, Equatable {
    /// In Unix milliseconds.
    package let madeAt: Int64

    private static let day: Int64 = 86_400_000
    private static let life = 365 * day
    /// So long before the year is over it is said.
    private static let warning = 30 * day

    /// Whether the year is over within 30 days, or is over.
    package func isEnding(at now: Int64) -> Bool {
        now >= TimeRange.adding(Self.life - Self.warning, to: madeAt)
    }
}

/// A setup-token whose year is nearly over.
package struct AgingToken: Sendable, Equatable {
    package let profileID: String
    package let provider: String
    /// The agent in whose store it is.
    package let owner: String
    package let age: TokenAge
}
