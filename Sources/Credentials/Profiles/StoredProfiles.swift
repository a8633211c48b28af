package import Secrets

/// Where stored profiles are decoded from, when they are asked for: the text of a store, the rows of a database.
///
/// A class, one for each store, so that thousands of profiles share it and copy no secret.
///
/// Implementation requirements: what is read never changes. Members are those of the gateway's stores; `place` is the
/// number that the store gave the profile.
package protocol StoredProfiles: AnyObject, Sendable {
    /// A secret member; nil if it is absent or not a text.
    func secret(_ member: SecretMember, at place: Int) -> Secret?
    /// Whether a secret member is absent, not a text, or only white space. Decodes no secret.
    func isBlank(_ member: SecretMember, at place: Int) -> Bool
    /// The reference beside a secret member or in its place (`keyRef` beside `key`), whole or malformed; nil if there is
    /// none. The text of the secret itself is not looked at.
    func reference(_ member: SecretMember, at place: Int) -> StoredReference?
    /// The variable that stands in the place of a secret, `${NAME}`; nil for any other text. Decodes no secret.
    func template(_ member: SecretMember, at place: Int) -> SecretReference?
    /// Whether a secret member begins like one of Anthropic. Decodes no secret.
    func isOfClaude(_ member: SecretMember, at place: Int) -> Bool
    /// Whether a secret member is the text of a command (`PastedCommand`). Decodes no secret.
    func isCommand(_ member: SecretMember, at place: Int) -> Bool
    /// Whether it says of itself that it will replace another profile once it is activated.
    func isReplacement(at place: Int) -> Bool
    /// `email`; nil if it is absent or not a text.
    func email(at place: Int) -> String?
    /// `expires` in Unix milliseconds; nil if it has no value that the gateway honours.
    func expires(at place: Int) -> Int64?
    /// `expires` as stored; nil if it is absent.
    func storedExpiry(at place: Int) -> StoredExpiry?
}

/// The members of a stored profile that hold secrets.
package enum SecretMember: String, Sendable, CaseIterable {
    case key, token, access, refresh
}

/// The `expires` of a profile as it is stored, for outputs that show stored values: it may be anything.
package struct StoredExpiry: Sendable, Equatable {
    /// As JSON.
    package let json: String
    /// Nil if it is not a number.
    package let number: Double?
    /// What JavaScript's `Number()` makes of it; NaN if that is not a number.
    package let asNumber: Double

    package init(json: String, number: Double?, asNumber: Double) {
        self.json = json
        self.number = number
        self.asNumber = asNumber
    }

    /// An expiry that stands in no store, in Unix milliseconds.
    package init(_ milliseconds: Int64) {
        self.init(json: String(milliseconds), number: Double(milliseconds), asNumber: Double(milliseconds))
    }

    /// In Unix milliseconds: a finite positive number counts, clamped to the last valid date.
    package var time: Int64? { number.flatMap(TimeRange.positiveTime) }

    /// Whether a gateway that looks takes it for a time: a positive number that is a date.
    var isTime: Bool { number.map { $0 > 0 && $0 <= Double(TimeRange.last) } ?? false }

    /// Whether both are the same JSON; NaN equals itself.
    package static func == (one: StoredExpiry, other: StoredExpiry) -> Bool {
        if let left = one.number, let right = other.number { return left == right || left.isNaN && right.isNaN }
        return one.json == other.json
    }
}

extension TimeRange {
    /// A finite positive number as whole milliseconds, which the gateway accepts as a time. Values above the last valid
    /// date are clamped to it.
    package static func positiveTime(_ number: Double) -> Int64? {
        number.isFinite && number > 0 ? clamped(number) : nil
    }
}
