internal import GatewayConfig
package import JSON5

/// What speaks for a release of the gateway on this host. The pieces can differ: a file keeps the release that last
/// wrote it, and a program is replaced without it.
package struct ReleaseEvidence: Sendable, Equatable {
    /// Where a piece comes from.
    package enum Source: String, Sendable {
        /// `--gateway-release`, given now: it settles what the others leave open.
        case flag
        /// The same, given earlier and kept.
        case kept
        /// `OPENCLAW_SERVICE_VERSION` in the installed service.
        case unit
        /// The gateway's program on PATH, by its `package.json`.
        case program = "path"
        /// `app_version` in a database: what last wrote its description.
        case database
        /// `meta.lastTouchedVersion` in the config.
        case meta
        /// The same in the text of a config that cannot be parsed; weak.
        case text
        /// The same in the copy that the gateway keeps of its config, where the config itself says nothing; weak.
        case backup

        /// Whether it tells what runs here; a file tells only what wrote it.
        var isOfHost: Bool { isNamed || self == .unit || self == .program }

        /// Whether a person named it.
        var isNamed: Bool { self == .flag || self == .kept }

        /// How `release.from` names it.
        var from: String {
            if isNamed { return Source.flag.rawValue }
            return isOfHost || self == .database ? rawValue : Source.meta.rawValue
        }
    }

    package struct Item: Sendable, Equatable {
        package let source: Source
        /// As it stands there, such as `2026.3.13`.
        package let version: String
        /// The file that says so; empty for the flag.
        package let path: String

        func isNot(before other: ReleaseNumber) -> Bool {
            ReleaseNumber.withoutSuffix(version).map { !($0 < other) } ?? false
        }

        package init(_ source: Source, version: String, path: String) {
            self.source = source
            self.version = version
            self.path = path
        }
    }

    /// The strongest first.
    package let items: [Item]

    /// - Parameter items: the strongest first; those whose version is none are dropped.
    package init(_ items: [Item]) {
        self.items = items.filter { ReleaseNumber($0.version) != nil }
    }

    /// The same with one more piece: after what tells the release of the host, before what only its files say.
    func adding(_ item: Item) -> ReleaseEvidence {
        var items = items
        items.insert(item, at: items.firstIndex { !$0.source.isOfHost } ?? items.count)
        return ReleaseEvidence(items)
    }

    /// The release of the gateway that runs here, as far as a service or a program tells; the file's own does not.
    package var host: Item? { items.first(where: \.source.isOfHost) }

    /// What decides where one release has to be assumed: that of the host, else the strongest piece.
    var assumed: Item? { host ?? strongest }

    /// The strongest piece.
    package var strongest: Item? { items.first }

    /// What a person named, which settles it; else all pieces.
    private var deciding: [Item] { items.first.flatMap { $0.source.isNamed ? [$0] : nil } ?? items }

    /// The newest release that any piece names; the one that a person named, if one did.
    package var newest: String? {
        deciding.map(\.version).max { one, other in
            guard let one = ReleaseNumber(one), let other = ReleaseNumber(other) else { return false }
            return one < other
        }
    }

    /// The pieces that speak for a release from which on credentials are kept in another kind of store; none if the
    /// service itself says that it is older, or a person.
    ///
    /// A program on PATH may be another than the one that runs, so an older one takes nothing back.
    func items(notBefore replaced: ReleaseNumber) -> [Item] {
        let later = deciding.filter { $0.isNot(before: replaced) }
        if let unit = deciding.first(where: { $0.source == .unit }), !unit.isNot(before: replaced) { return [] }
        return later
    }

    /// The pieces that speak against it: they are of an older release.
    func items(before replaced: ReleaseNumber) -> [Item] {
        deciding.filter { !$0.isNot(before: replaced) }
    }

    /// The `release` member of documents; `store` is what kind of store there is.
    package func document(store: String) -> Value {
        [
            "name": strongest.map { .string($0.version) } ?? .null,
            "from": .string(strongest?.source.from ?? "default"),
            "certain": .bool(host != nil),
            "store": .string(store),
            "evidence": .array(
                items.map {
                    [
                        "source": .string($0.source.rawValue), "version": .string($0.version),
                        "path": $0.path.isEmpty ? .null : .string($0.path),
                    ]
                }
            ),
        ]
    }
}
