package import Anthropic
package import JSON5
package import Secrets

extension CheckWords {
    /// A check of a kind of secret as members of the `--json` document; without secrets.
    package func members(_ verification: Verification, kind: SecretKind) -> Members {
        var members: Members = [
            "verified": .bool(verification.isVerified), "outcome": .string(verification.code),
            "credentialRefused": .bool(verification.isCredentialBad),
            "host": .string(verification.host), "model": .string(verification.model),
        ]
        members["httpStatus"] = verification.status.map { .integer($0) }
        members["latencyMs"] = verification.milliseconds.map { .integer($0) }
        members["retryAfterSeconds"] = verification.retryAfterSeconds.map { .integer($0) }
        members["resetsAt"] = verification.resetsAt.map { .integer($0) }
        members["message"] = .string(sentence(verification, kind: kind))
        members["hostSays"] = providerWords(verification).map { .string($0) }
        members["next"] = next(verification, kind: kind).map { .string($0) }
        return members
    }

    /// The lines of a check: result, the provider's message, next step.
    package func lines(_ verification: Verification, kind: SecretKind) -> [String] {
        [sentence(verification, kind: kind), providerWords(verification)].compactMap { $0 }
            + [next(verification, kind: kind)].compactMap { $0 }.map { nextLine($0) }
    }

    /// The problem for a failed check that stops a command.
    package func problem(_ verification: Verification, kind: SecretKind, details: [String] = []) -> Problem {
        Problem(
            code: "not-verified",
            message: sentence(verification, kind: kind),
            details: [providerWords(verification)].compactMap { $0 } + details,
            next: next(verification, kind: kind)
        )
    }
}
