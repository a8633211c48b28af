package import Anthropic
internal import Credentials
package import FileTransactions
internal import JSON5

/// The result of a credential's last check, as stored in `S/setup/verified.json`; without secrets.
package struct VerifiedRecord: Sendable, Equatable {
    /// `anthropic:default`, or `env:ANTHROPIC_API_KEY` for a credential that is not stored.
    package let profileID: String
    /// Digest of the credential, so that a new secret under the same id counts as not checked.
    package let digest: Digest
    /// The model id without the provider prefix.
    package let model: String
    package let host: String
    /// In Unix milliseconds.
    package let at: Int64
    /// The stable code of the result.
    package let code: String
    package let isVerified: Bool
    package let isConclusive: Bool
    /// The response time; nil without a response.
    package let milliseconds: Int64?
    /// When the provider's limit ends, in Unix milliseconds; nil if it did not say so.
    package let returns: Int64?

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
        returns = verification.returns(answeredAt: at).map(TimeRange.clamped)
    }
}

/// What checks have found out about a stored credential.
package enum CheckState: Sendable, Equatable {
    case notChecked
    /// The provider accepted it, at a time in Unix milliseconds.
    case verified(at: Int64, model: String, milliseconds: Int64?)
    case failed(Failure)

    /// A check that failed.
    package struct Failure: Sendable, Equatable {
        /// As in `Verification.code`.
        package let code: String
        /// In Unix milliseconds.
        package let at: Int64
        package let model: String
        /// Whether the provider's answer was about the credential or the model; false where it could not be asked.
        package let isConclusive: Bool
        /// The response time; nil without a response.
        package let milliseconds: Int64?
        /// When the provider's limit ends, in Unix milliseconds; nil if it did not say so.
        package let returns: Int64?
    }

    init(_ record: VerifiedRecord) {
        self =
            record.isVerified
            ? .verified(at: record.at, model: record.model, milliseconds: record.milliseconds)
            : .failed(
                Failure(
                    code: record.code,
                    at: record.at,
                    model: record.model,
                    isConclusive: record.isConclusive,
                    milliseconds: record.milliseconds,
                    returns: record.returns
                )
            )
    }

    /// Whether the provider does not serve the credential itself, whatever the model is; the gateway does not know that
    /// before it asks.
    package var isRefusal: Bool {
        guard case .failed(let failure) = self else { return false }
        return [
            "rejected", "forbidden", "creditTooLow", "planUsedUp", "planNotCovered", "organizationDisabled",
        ].contains(failure.code)
    }

    /// The stable name for `--json`.
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
        members["returns"] = returns.map { .integer($0) }
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
        returns = (value["returns"]?.intValue).map(TimeRange.clamped)
    }
}
