internal import GatewayConfig
internal import JSON5

extension ConfigReview {
    /// A key or value that the release of the schema does not know, or a missing key that it requires.
    package struct Newer: Sendable {
        let finding: Finding
        /// The first release that accepts it; nil if no known one does.
        let since: String?
    }

    /// Whether the strongest evidence names a release that accepts every value that the schema's does not know.
    var isOfLaterRelease: Bool {
        let release = (evidence.strongest?.version).flatMap(ReleaseNumber.init)
        return newer.allSatisfy { value in
            guard let release, let since = value.since.flatMap(ReleaseNumber.init) else { return false }
            return !(release < since)
        }
    }
}

extension ConfigReview.Newer {
    /// What a later release accepts, then what may be accepted.
    static func all(_ acceptance: ConfigAcceptance, _ snapshot: HostSnapshot, _ texts: Texts) -> [Self] {
        let config = snapshot.config
        let later = acceptance.later
        let found = zip(later, config.places(of: later.map(\.pointer))).map { value, place in
            let message = texts.words(for: value)
            return Self(
                finding: .init(value.pointer.issuePath, message, place, spelled: value.name),
                since: value.since
            )
        }
        let unknown = texts("config.newer.unknown", ["newest": ConfigAcceptance.newestRelease])
        let uncertain =
            acceptance.unknown.map { ($0, unknown) }
            + acceptance.missing.map { ($0.pointer, texts("config.newer.missing")) }
        return found
            + zip(uncertain, config.places(of: uncertain.map(\.0))).map { item, place in
                Self(finding: .init(item.0.issuePath, item.1, place), since: nil)
            }
    }

    var document: Value {
        var members: Members = ["path": .string(finding.path)]
        if let file = finding.file { members["file"] = .string(file) }
        if let line = finding.line { members["line"] = .integer(line) }
        members["acceptedSince"] = since.map { .string($0) } ?? .null
        return .object(members)
    }
}

extension Texts {
    /// Since when a value is accepted.
    func words(for value: ConfigAcceptance.LaterValue) -> String {
        let since = self(value.isExact ? "config.newer.since" : "config.newer.by", ["release": value.since])
        guard let until = value.until else { return since }
        return since + self("config.newer.until", ["release": until])
    }
}
