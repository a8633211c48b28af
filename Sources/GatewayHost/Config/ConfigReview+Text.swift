internal import GatewayConfig
package import JSON5

extension ConfigReview {
    /// The findings as plain lines, the verdict first.
    package func lines(_ snapshot: HostSnapshot, _ explain: Explanation) -> [ReportLine] {
        let texts = explain.texts
        let path = snapshot.display(snapshot.config.path)
        var lines: [ReportLine] = [.sentence(verdict(snapshot, path, texts), role)]
        lines += issues.flatMap { $0.lines(snapshot, .error) }
        lines += newerLines(snapshot, explain)
        if !unset.isEmpty {
            let heading = texts("config.unset.heading", ["release": snapshot.release.version])
            lines += [.empty, .sentence(heading, .heading)]
            lines += unset.flatMap { $0.lines(explain) }
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

    private func verdict(_ snapshot: HostSnapshot, _ path: String, _ texts: Texts) -> String {
        guard snapshot.config.exists else { return texts("config.none", ["path": path]) }
        guard issues.isEmpty else { return texts("config.invalid", ["path": path]) }
        guard unset.isEmpty else { return texts("config.validWhereKnown", ["path": path]) }
        guard !newer.isEmpty else { return texts("config.valid", ["path": path]) }
        guard let release = evidence.strongest?.version, isOfLaterRelease else {
            let known = evidence.strongest?.version ?? snapshot.release.version
            return texts("config.valid.later", ["path": path, "known": known])
        }
        return texts("config.valid.asFarAsKnown", ["path": path, "release": release])
    }

    /// What later releases accept, what none accepts that is known, and which releases are meant.
    private func newerLines(_ snapshot: HostSnapshot, _ explain: Explanation) -> [ReportLine] {
        let texts = explain.texts
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
        return lines + [.empty] + evidence.items.map { .sentence(explain.says($0)) }
    }

    private var role: ReportRole { !issues.isEmpty ? .error : unset.isEmpty && isOfLaterRelease ? .ok : .warning }

    /// Whether the gateway accepts the config; nil if that depends on variables without a value here, or on a release that
    /// is not known.
    private var isValid: Bool? { !issues.isEmpty ? false : unset.isEmpty && isOfLaterRelease ? true : nil }

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
    fileprivate func lines(_ explain: Explanation) -> [ReportLine] {
        let texts = explain.texts
        let start = place.map { explain.show($0) + "   " } ?? ""
        let first = ReportLine(.verbatim, [.init("  " + start), .init(name, .warning), .init(": " + path)])
        switch service {
        case .sets(let file):
            return [first, .verbatim("      " + texts("config.unset.service", ["path": file]))]
        case .lacks: return [first, .verbatim("      " + texts("config.unset.noService"))]
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
