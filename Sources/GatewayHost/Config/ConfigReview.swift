internal import GatewayConfig
package import JSON5
internal import Secrets

/// The findings of `config validate`: what the gateway refuses, what it ignores, and what was not checked.
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

    /// Errors: the gateway does not start with this config.
    package let issues: [Finding]
    /// Values that the gateway reads but ignores.
    package let warnings: [Finding]
    /// Top-level sections of which only the name is known.
    package let notChecked: [String]

    /// Checks a config; throws if it cannot be read at all.
    package init(_ snapshot: HostSnapshot) throws(Problem) {
        let config = snapshot.config
        if let problem = config.problem { throw snapshot.explain.problem(problem, in: config) }
        let refused = config.issues
        issues = zip(refused, config.places(of: refused.map(\.subject))).map { issue, place in
            Finding(
                issue.shownPath,
                issue.message,
                place,
                sentence: issue.sentence,
                hint: snapshot.explain.cure(for: issue)
            )
        }
        let ignored = ParameterFinding.all(in: config)
        let parameters = zip(ignored, config.places(of: ignored.map(\.pointer))).map { finding, place in
            Finding(
                finding.pointer.issuePath,
                snapshot.texts("config.parameter.ignored", ["reason": finding.reason(snapshot.texts)]),
                place
            )
        }
        let older = CacheMigration.edits(config.root, config.places).filter { $0.change == .remove }.map(\.pointer)
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
    }
}

extension ConfigReview.Finding {
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
        var lines: [ReportLine] = [.sentence(verdict(snapshot, path), issues.isEmpty ? .ok : .error)]
        lines += issues.flatMap { $0.lines(snapshot, .error) }
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
        return snapshot.texts(issues.isEmpty ? "config.valid" : "config.invalid", ["path": path])
    }

    /// The `--json` document.
    package func document(_ snapshot: HostSnapshot) -> Value {
        .object([
            "ok": .bool(issues.isEmpty),
            "changed": false,
            "path": .string(snapshot.config.path),
            "exists": .bool(snapshot.config.exists),
            "valid": .bool(issues.isEmpty),
            "issues": .array(issues.map(\.document)),
            "warnings": .array(warnings.map(\.document)),
            "notChecked": .array(notChecked.map { .string($0) }),
        ])
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
