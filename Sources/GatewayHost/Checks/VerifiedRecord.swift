package import Anthropic
internal import Credentials
package import FileTransactions
internal import JSON5

/// What the last check of a credential came to, as `S/setup/verified.json` keeps it; no secret in it.
package struct VerifiedRecord: Sendable, Equatable {
    /// `anthropic:default`, or `env:ANTHROPIC_API_KEY` for one that is not stored.
    package let profileID: String
    /// Of the credential; another secret under the same name has not been checked.
    package let digest: Digest
    /// The id without its provider.
    package let model: String
    package let host: String
    /// In Unix milliseconds.
    package let at: Int64
    /// The word of its outcome.
    package let code: String
    package let isVerified: Bool
    package let isConclusive: Bool
    /// How long the answer took; nil when there was none.
    package let milliseconds: Int64?

    package init(_ verification: Verification, profileID: String, digest: Digest, at: Int64) {
        self.profileID = profileID
        self.digest = digest
        self.at = at
        model = verification.model
        host = verification.host
        code = verification.code
        isVerified = verification.isVerified
        isConclusive = verification.isConclusive
        milliseconds = verification.milliseconds
    }
}

/// What is known about a stored credential from checks.
package enum CheckState: Sendable, Equatable {
    case notChecked
    /// It answered, at a time in Unix milliseconds.
    case verified(at: Int64, model: String, milliseconds: Int64?)
    /// The last check did not get an answer that counts; `code` as in `Verification.code`.
    case failed(code: String, at: Int64, model: String)

    init(_ record: VerifiedRecord) {
        self =
            record.isVerified
            ? .verified(at: record.at, model: record.model, milliseconds: record.milliseconds)
            : .failed(code: record.code, at: record.at, model: record.model)
    }

    /// A stable word for `--json`.
    package var word: String {
        switch self {
        case .notChecked: "not checked"
        case .verified: "verified"
        case .failed: "failed"
        }
    }
}

// MARK: - As JSON

extension VerifiedRecord {
    var value: Value {
        var members: Members = [
            "profileId": .string(profileID), "digest": .string(digest.hex), "model": .string(model),
            "host": .string(host), "at": .integer(at), "outcome": .string(code), "verified": .bool(isVerified),
            "conclusive": .bool(isConclusive),
        ]
        members["ms"] = milliseconds.map { .integer($0) }
        return .object(members)
    }

    init?(_ value: Value) {
        guard let profileID = value["profileId"]?.stringValue,
            let digest = (value["digest"]?.stringValue).flatMap(Digest.init(hex:)),
            let model = value["model"]?.stringValue, let host = value["host"]?.stringValue,
            let at = value["at"]?.intValue, let code = value["outcome"]?.stringValue,
            let isVerified = value["verified"]?.boolValue, let isConclusive = value["conclusive"]?.boolValue
        else { return nil }
        self.profileID = profileID
        self.digest = digest
        self.model = model
        self.host = host
        self.at = TimeRange.clamped(at)
        self.code = code
        self.isVerified = isVerified
        self.isConclusive = isConclusive
        milliseconds = (value["ms"]?.intValue).map(TimeRange.clamped)
    }
}
