internal import GatewayConfig
package import JSON5
internal import Secrets

/// The findings of `config validate`: what the gateway refuses, what it ignores, what is unknown because a variable has
/// no value here, and what was not checked.
package struct ConfigReview: Sendable {
    /// One finding, with file, line and column.
    package struct Finding: Sendable {
        package let path: String
        package let message: String
        /// The message as one line.
        let sentence: String
        package let file: String?
        package let line: Int?
        package let column: Int?
        /// What was probably meant.
        package let hint: String?
    }

    /// A key or value that the release of the schema does not know.
    package struct Newer: Sendable {
        let finding: Finding
        /// The first release that accepts it; nil if no known one does.
        let since: String?
    }

    /// Errors: the gateway does not start with this config.
    package let issues: [Finding]
    /// What a later release than that of the schema accepts, or may accept.
    package let newer: [Newer]
    /// What speaks for a release of the gateway here.
    package let evidence: ReleaseEvidence
    /// Values that the gateway reads but ignores.
    package let warnings: [Finding]
    /// The variables without a value here: whether the gateway starts depends on its own environment.
    package let unset: [UnsetVariable]
    /// Top-level sections of which only the name is known.
    package let notChecked: [String]

    /// Checks a config; throws if it cannot be read at all.
    /// - Parameter service: the gateway's service, if it was read.
    package init(_ snapshot: HostSnapshot, service: ServiceSnapshot? = nil) throws(Problem) {
        let config = snapshot.config
        if let problem = config.problem { throw snapshot.explain.problem(problem, in: config) }
        evidence = snapshot.releaseEvidence(snapshot.installedService)
        let acceptance = config.acceptance(host: evidence.host?.version, newest: evidence.newest)
        issues = zip(acceptance.refused, config.places(of: acceptance.refused.map(\.subject))).map { issue, place in
            Finding(
                issue.shownPath,
                issue.message,
                place,
                sentence: issue.sentence,
                hint: acceptance.since(of: issue).map { snapshot.words(for: $0) } ?? snapshot.explain.cure(for: issue)
            )
        }
        newer = Self.newer(acceptance, snapshot)
        let ignored = ParameterFinding.all(in: config)
        let parameters = zip(ignored, config.places(of: ignored.map(\.pointer))).map { finding, place in
            Finding(
                finding.pointer.issuePath,
                snapshot.texts("config.parameter.ignored", ["reason": finding.reason(snapshot.texts)]),
                place
            )
        }
        let older = CacheMigration.legacyValues(config.root, config.places)
        let legacy = zip(older, config.places(of: older)).map { pointer, place in
            Finding(
                pointer.issuePath,
                snapshot.texts("config.legacyTTL"),
                place,
                hint: snapshot.texts("config.legacyTTL.next")
            )
        }
        let damaged = config.damage.map { place in
            Finding(
                "<root>",
                snapshot.texts("config.notUTF8"),
                place,
                hint: snapshot.texts("file.notUTF8.next", ["path": snapshot.display(place.path)])
            )
        }
        warnings = damaged + parameters + legacy
        notChecked = config.schema.unchecked(in: config.root)
        unset = snapshot.unsetVariables(service)
    }

    private static func newer(_ acceptance: ConfigAcceptance, _ snapshot: HostSnapshot) -> [Newer] {
        let later = zip(acceptance.later, snapshot.config.places(of: acceptance.later.map(\.pointer)))
        let unknown = zip(acceptance.unknown, snapshot.config.places(of: acceptance.unknown))
        let missing = zip(acceptance.missing, snapshot.config.places(of: acceptance.missing.map(\.subject)))
        let unknownText = snapshot.texts("config.newer.unknown", ["newest": ConfigAcceptance.newestRelease])
        return later.map { value, place in
            Newer(
                finding: Finding(value, snapshot.words(for: value), place),
                since: value.since
            )
        }
            + unknown.map { pointer, place in
                Newer(
                    finding: Finding(pointer.issuePath, unknownText, place),
                    since: nil
                )
            }
            + missing.map { issue, place in
                Newer(finding: Finding(issue.shownPath, snapshot.texts("config.newer.missing"), place), since: nil)
            }
    }
}

extension HostSnapshot {
    /// Since when a value is accepted.
    fileprivate func words(for value: ConfigAcceptance.LaterValue) -> String {
        let since = texts(value.isExact ? "config.newer.since" : "config.newer.by", ["release": value.since])
        guard let until = value.until else { return since }
        return since + texts("config.newer.until", ["release": until])
    }
}

extension ConfigReview.Finding {
    /// A key that the data of releases spells is no secret, however long it is.
    fileprivate init(_ value: ConfigAcceptance.LaterValue, _ message: String, _ place: Origin.SourcePosition?) {
        var path = Redaction.redact(value.pointer.issuePath)
        if let name = value.name, let parent = value.pointer.parent {
            path = Redaction.redact(parent.issuePath) + (parent == .root ? "" : ".") + name
        }
        self.init(
            path: path,
            message: message,
            sentence: message,
            file: place?.path,
            line: place?.position.line,
            column: place?.position.column,
            hint: nil
        )
    }

    fileprivate init(
        _ path: String,
        _ message: String,
        _ place: Origin.SourcePosition?,
        sentence: String? = nil,
        hint: String? = nil
    ) {
        // Keys come from the file, and a secret may have been pasted where one belongs.
        self.init(
            path: Redaction.redact(path),
            message: Redaction.redact(message),
            sentence: Redaction.redact(sentence ?? message),
            file: place?.path,
            line: place?.position.line,
            column: place?.position.column,
            hint: hint.map(Redaction.redact)
        )
    }
}

// MARK: - Views

extension ConfigReview {
    /// The findings as plain lines, the verdict first.
    package func lines(_ snapshot: HostSnapshot) -> [ReportLine] {
        let texts = snapshot.texts
        let path = snapshot.display(snapshot.config.path)
        var lines: [ReportLine] = [.sentence(verdict(snapshot, path), role)]
        lines += issues.flatMap { $0.lines(snapshot, .error) }
        lines += newerLines(snapshot)
        if !unset.isEmpty {
            let heading = texts("config.unset.heading", ["release": snapshot.release.version])
            lines += [.empty, .sentence(heading, .heading)]
            lines += unset.flatMap { $0.lines(snapshot) }
        }
        if !warnings.isEmpty {
            lines += [.empty, .sentence(texts("config.warnings"), .heading)]
            lines += warnings.flatMap { $0.lines(snapshot, .warning) }
        }
        if !notChecked.isEmpty {
            lines.append(.sentence(texts("config.notChecked", ["sections": notChecked.joined(separator: ", ")])))
        }
        return lines
    }

    private func verdict(_ snapshot: HostSnapshot, _ path: String) -> String {
        guard snapshot.config.exists else { return snapshot.texts("config.none", ["path": path]) }
        guard issues.isEmpty else { return snapshot.texts("config.invalid", ["path": path]) }
        guard unset.isEmpty else { return snapshot.texts("config.validWhereKnown", ["path": path]) }
        guard !newer.isEmpty else { return snapshot.texts("config.valid", ["path": path]) }
        guard let release = evidence.strongest?.version, isOfLaterRelease else {
            let known = evidence.strongest?.version ?? snapshot.release.version
            return snapshot.texts("config.valid.later", ["path": path, "known": known])
        }
        return snapshot.texts("config.valid.asFarAsKnown", ["path": path, "release": release])
    }

    /// What later releases accept, what none accepts that is known, and which releases are meant.
    private func newerLines(_ snapshot: HostSnapshot) -> [ReportLine] {
        let texts = snapshot.texts
        let (later, unknown) = (newer.filter { $0.since != nil }, newer.filter { $0.since == nil })
        var lines: [ReportLine] = []
        if !later.isEmpty {
            lines += [.empty, .sentence(texts("config.newer.title", ["known": snapshot.release.version]), .heading)]
            lines += later.flatMap { $0.finding.lines(snapshot, .text) }
        }
        if !unknown.isEmpty {
            let title = texts("config.newer.unknown.title", ["known": snapshot.release.version])
            lines += [.empty, .sentence(title, .heading)]
            lines += unknown.flatMap { $0.finding.lines(snapshot, .warning) }
        }
        guard !issues.isEmpty || !newer.isEmpty, !evidence.items.isEmpty else { return lines }
        return lines + [.empty] + evidence.items.map { .sentence(snapshot.words(for: $0)) }
    }

    private var role: ReportRole { !issues.isEmpty ? .error : unset.isEmpty && isOfLaterRelease ? .ok : .warning }

    /// Whether the gateway accepts the config; nil if that depends on variables without a value here, or on a release that
    /// is not known.
    private var isValid: Bool? { !issues.isEmpty ? false : unset.isEmpty && isOfLaterRelease ? true : nil }

    /// Whether the strongest evidence names a release that accepts every value that the schema's does not know.
    private var isOfLaterRelease: Bool {
        newer.allSatisfy { value in
            guard let since = value.since.flatMap(ReleaseNumber.init),
                let release = (evidence.strongest?.version).flatMap(ReleaseNumber.init)
            else { return false }
            return !(release < since)
        }
    }

    /// The exit code: 1 if the gateway refuses the config.
    /// - Parameter isStrict: also if it is not certain that it accepts it.
    package func exitCode(isStrict: Bool) -> Int32 { (isStrict ? isValid == true : issues.isEmpty) ? 0 : 1 }

    /// The `--json` document.
    /// - Parameter isStrict: as for the exit code, which `ok` follows.
    package func document(_ snapshot: HostSnapshot, isStrict: Bool = false) -> Value {
        .object([
            "ok": .bool(exitCode(isStrict: isStrict) == 0),
            "changed": false,
            "path": .string(snapshot.config.path),
            "exists": .bool(snapshot.config.exists),
            "valid": isValid.map { .bool($0) } ?? .null,
            "issues": .array(issues.map(\.document)),
            "unknown": .array(newer.map(\.document)),
            "warnings": .array(warnings.map(\.document)),
            "unset": .array(unset.map(\.document)),
            "notChecked": .array(notChecked.map { .string($0) }),
            "release": evidence.document(store: snapshot.defaultAgent.map(snapshot.storeWord) ?? "none"),
        ])
    }
}

extension ConfigReview.Newer {
    fileprivate var document: Value {
        var members: Members = ["path": .string(finding.path)]
        if let file = finding.file { members["file"] = .string(file) }
        if let line = finding.line { members["line"] = .integer(line) }
        members["acceptedSince"] = since.map { .string($0) } ?? .null
        return .object(members)
    }
}

extension ConfigReview.Finding {
    fileprivate func lines(_ snapshot: HostSnapshot, _ role: ReportRole) -> [ReportLine] {
        var place = file.map(snapshot.display) ?? ""
        if let line, let column { place += ":\(line):\(column)" }
        let start = ReportLine.Cell("  " + (place.isEmpty ? "" : place + "   "))
        let first = ReportLine(.verbatim, [start, .init(path, role), .init(": " + sentence)])
        return [first] + (hint.map { [.verbatim("      " + $0)] } ?? [])
    }

    fileprivate var document: Value {
        var members: Members = ["path": .string(path), "message": .string(message)]
        if let file { members["file"] = .string(file) }
        if let line { members["line"] = .integer(line) }
        if let column { members["column"] = .integer(column) }
        if let hint { members["hint"] = .string(hint) }
        return .object(members)
    }
}

extension UnsetVariable {
    fileprivate func lines(_ snapshot: HostSnapshot) -> [ReportLine] {
        let start = place.map { snapshot.explain.show($0) + "   " } ?? ""
        let first = ReportLine(.verbatim, [.init("  " + start), .init(name, .warning), .init(": " + path)])
        switch service {
        case .sets(let file):
            return [first, .verbatim("      " + snapshot.texts("config.unset.service", ["path": file]))]
        case .lacks: return [first, .verbatim("      " + snapshot.texts("config.unset.noService"))]
        case .unknown: return [first]
        }
    }

    fileprivate var document: Value {
        var members: Members = ["variable": .string(name), "path": .string(path)]
        if let place {
            members["file"] = .string(place.path)
            members["line"] = .integer(place.position.line)
        }
        switch service {
        case .sets: members["inService"] = true
        case .lacks: members["inService"] = false
        case .unknown: members["inService"] = .null
        }
        return .object(members)
    }
}
