package import JSON5

/// What the known releases make of the findings of the schema, which is that of one release.
///
/// A key that a later release accepts is not called refused, unless this host's gateway is known to be older.
package struct ConfigAcceptance: Sendable {
    /// A value that the schema's release does not know and a later one accepts.
    package struct LaterValue: Sendable, Hashable {
        package let pointer: Pointer
        /// The last name of the path if the data spells it, so that it is no secret that somebody put there.
        package let name: String?
        /// The first release that is known to accept it.
        package let since: String
        /// Whether no earlier release accepts it.
        package let isExact: Bool
        /// The first release that refuses it again; nil if none is known.
        package let until: String?
    }

    /// What no release that matters here accepts, in the gateway's order.
    package private(set) var refused: [ConfigIssue] = []
    /// What a later release accepts.
    package private(set) var later: [LaterValue] = []
    /// Keys that no known release has, in a file of a newer one.
    package private(set) var unknown: [Pointer] = []
    /// Required keys that are missing in a file which a later release than the schema's wrote: it need not require them.
    package private(set) var missing: [ConfigIssue] = []

    private let keys: LaterKeys
    /// The release of the host's gateway if it is certain.
    private let host: ReleaseNumber?
    /// Whether the file or the gateway is of a release that is newer than all known ones.
    let isOfNewerRelease: Bool
    /// Whether a later release than the schema's wrote the file.
    private let isWrittenLater: Bool

    /// - Parameters:
    ///   - findings: what the schema refuses in `root`.
    ///   - host: the release of the gateway that will read it; nil if that is not certain.
    ///   - newest: the newest release that anything on the host speaks of, such as the file's own.
    ///   - isWrittenLater: whether a later release than the schema's wrote the file.
    init(
        _ findings: [ConfigIssue],
        in root: Value,
        _ keys: LaterKeys,
        host: ReleaseNumber? = nil,
        newest: ReleaseNumber? = nil,
        isWrittenLater: Bool = false
    ) {
        self.keys = keys
        self.host = host
        self.isWrittenLater = isWrittenLater
        isOfNewerRelease = newest.flatMap { newest in ReleaseNumber(keys.newest).map { $0 < newest } } ?? false
        for issue in findings { sort(issue, root) }
    }

    /// The newest release whose keys are known.
    package static var newestRelease: String { LaterKeys.builtIn.newest }

    /// Since when later releases accept what is refused because this host's gateway is older; nil if none does.
    package func since(of issue: ConfigIssue) -> LaterValue? {
        keys.key(at: issue.subject).map { Self.value($0, at: issue.subject) }
    }

    private mutating func sort(_ issue: ConfigIssue, _ root: Value) {
        guard case .unknownKeys(let unknown) = issue.problem else { return sortValue(issue, root) }
        var others: [ConfigIssue.UnknownKey] = []
        for key in unknown {
            let place = issue.pointer.appending(key.key)
            if let row = keys.key(at: place), isKnown(row) {
                accept(row, at: place, root)
            } else if isOfNewerRelease {
                self.unknown.append(place)
            } else {
                others.append(key)
            }
        }
        if !others.isEmpty { refused.append(ConfigIssue(pointer: issue.pointer, problem: .unknownKeys(others))) }
    }

    /// A value of another type or another word than the schema has.
    private mutating func sortValue(_ issue: ConfigIssue, _ root: Value) {
        let value = root.value(at: issue.pointer)
        let row = keys.widenings(at: issue.pointer).first { row in
            isKnown(row) && ConfigValidator.issues(in: value, row.entry, at: issue.pointer, keys.types).isEmpty
        }
        if let row {
            note(row, at: issue.pointer)
        } else if isWrittenLater, issue.isMissingKey {
            missing.append(issue)
        } else {
            refused.append(issue)
        }
    }

    /// Whether the host's gateway can have the row.
    private func isKnown(_ row: LaterKeys.Row) -> Bool {
        guard let host else { return true }
        if let since = ReleaseNumber(row.since), host < since, row.isExact { return false }
        if let until = row.until.flatMap(ReleaseNumber.init), !(host < until) { return false }
        return true
    }

    private mutating func accept(_ row: LaterKeys.Row, at place: Pointer, _ root: Value) {
        note(row, at: place)
        let inside = ConfigValidator.issues(in: root.value(at: place), row.entry, at: place, keys.types)
        for issue in inside { sort(issue, root) }
    }

    private mutating func note(_ row: LaterKeys.Row, at place: Pointer) {
        later.append(Self.value(row, at: place))
    }

    private static func value(_ row: LaterKeys.Row, at place: Pointer) -> LaterValue {
        LaterValue(pointer: place, name: row.name, since: row.since, isExact: row.isExact, until: row.until)
    }
}

extension ConfigSnapshot {
    /// The release that last wrote the file, as it says itself; nil if it says none.
    package var writtenBy: String? { root.value(at: places.lastTouchedVersion)?.stringValue }

    /// What the known releases make of the schema's findings.
    /// - Parameters:
    ///   - host: the release of the gateway that will read it, if that is certain.
    ///   - newest: the newest release that anything else on the host speaks of.
    package func acceptance(host: String? = nil, newest: String? = nil) -> ConfigAcceptance {
        let releases = [host, newest, writtenBy].compactMap { $0.flatMap(ReleaseNumber.init) }
        return ConfigAcceptance(
            issues,
            in: root,
            .builtIn,
            host: host.flatMap(ReleaseNumber.init),
            newest: releases.max(),
            isWrittenLater: writtenBy.flatMap(ReleaseNumber.init).map { written in
                ReleaseNumber(format.version).map { $0 < written } ?? false
            } ?? false
        )
    }
}

extension ConfigIssue {
    /// Whether a required key is missing. Later releases may not require it, which the data does not say.
    fileprivate var isMissingKey: Bool {
        if case .wrongType(_, received: "undefined") = problem { true } else { false }
    }
}
