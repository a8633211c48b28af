internal import GatewayConfig
internal import Secrets

/// The release of the gateway that a person names for a host with `--gateway-release`.
package enum ReleaseChoice: Sendable, Equatable {
    /// This one, such as `2026.3.13`.
    case release(String)
    /// What the host itself tells counts again.
    case evidence

    /// The word for `evidence`.
    package static let automatic = "auto"

    /// Reads the value of the flag; throws unless it names a release from the oldest known one on.
    package init(_ text: String, _ texts: Texts) throws(Problem) {
        if text == Self.automatic {
            self = .evidence
        } else if let name = Self.name(of: text) {
            self = .release(name)
        } else {
            throw Self.unknown(text, texts)
        }
    }

    /// The name of a release without a leading `v`; nil for a text that names none, or one before the oldest known.
    ///
    /// A release between two known ones and one that is newer than all of them are told by their number.
    static func name(of text: String) -> String? {
        let name = text.hasPrefix("v") ? String(text.dropFirst()) : text
        let isSpelledSo = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x2E || byte == 0x2D
        }
        guard isSpelledSo, let number = ReleaseNumber.withoutSuffix(name), ReleaseNumber(name) != nil,
            let oldest = KnownReleases.oldest, !(number < oldest)
        else { return nil }
        return name
    }

    private static func unknown(_ text: String, _ texts: Texts) -> Problem {
        let names = KnownReleases.names
        return Problem(
            code: "unknown-release",
            message: texts("release.unknown", ["value": Redaction.redact(text)]),
            details: [
                texts("release.unknown.known", ["releases": names.joined(separator: ", ")]),
                texts("release.unknown.newer", ["newest": names.last ?? ""]),
                texts("file.nothingChanged"),
            ],
            next: texts("release.unknown.next", ["newest": names.last ?? ""])
        )
    }
}
