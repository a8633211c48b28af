internal import GatewayConfig
internal import JSON5
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

    /// Errors: the gateway does not start with this config.
    package let issues: [Finding]
    /// What a later release than that of the schema accepts, or may accept.
    package let newer: [Newer]
    /// What speaks for a release of the gateway here.
    package let evidence: ReleaseEvidence
    /// Values that the gateway accepts, and that it ignores or the provider refuses.
    package let warnings: [Finding]
    /// The variables without a value here: whether the gateway starts depends on its own environment.
    package let unset: [UnsetVariable]
    /// Top-level sections of which only the name is known.
    package let notChecked: [String]

    /// Checks a config; throws if it cannot be read at all.
    /// - Parameter service: the gateway's service, if it was read.
    package init(
        _ snapshot: HostSnapshot,
        _ explain: Explanation,
        service: ServiceSnapshot? = nil
    ) throws(Problem) {
        let (config, texts) = (snapshot.config, explain.texts)
        if let problem = config.problem { throw explain.problem(problem, in: config) }
        evidence = snapshot.releaseEvidence
        let acceptance = snapshot.acceptance(of: config)
        issues = zip(acceptance.refused, config.places(of: acceptance.refused.map(\.subject))).map { issue, place in
            Finding(
                issue.shownPath,
                issue.message,
                place,
                sentence: issue.sentence,
                hint: acceptance.since(of: issue).map { texts.words(for: $0) } ?? explain.cure(for: issue)
            )
        }
        newer = Newer.all(acceptance, snapshot, texts)
        let ignored = ParameterFinding.all(in: config, snapshot.models)
        let parameters = zip(ignored, config.places(of: ignored.map(\.pointer))).map { finding, place in
            Finding(
                finding.pointer.issuePath,
                texts(
                    finding.isTaken
                        ? finding.isSent ? "config.parameter.refused" : "config.parameter.ignored"
                        : "config.parameter.notTaken",
                    ["reason": finding.reason(texts)]
                ),
                place
            )
        }
        let older = CacheMigration.legacyValues(config.root, config.places)
        let legacy = zip(older, config.places(of: older)).map { pointer, place in
            Finding(
                pointer.issuePath,
                texts("config.legacyTTL"),
                place,
                hint: texts("config.legacyTTL.next")
            )
        }
        let damaged = config.damage.map { place in
            Finding(
                "<root>",
                texts("config.notUTF8"),
                place,
                hint: texts("file.notUTF8.next", ["path": snapshot.display(place.path)])
            )
        }
        warnings = damaged + parameters + legacy
        notChecked = config.schema.unchecked(in: config.root)
        unset = snapshot.unsetVariables(service)
    }
}

extension ConfigReview.Finding {
    /// - Parameter spelled: the last name of the path if our data spells it, so that it is no secret, however long it is.
    init(
        _ path: String,
        _ message: String,
        _ place: Origin.SourcePosition?,
        spelled: String? = nil,
        sentence: String? = nil,
        hint: String? = nil
    ) {
        // Keys come from the file, and a secret may have been pasted where one belongs.
        let parent = spelled.map { String(path.dropLast($0.count)) }
        self.init(
            path: Redaction.redact(parent ?? path) + (spelled ?? ""),
            message: Redaction.redact(message),
            sentence: Redaction.redact(sentence ?? message),
            file: place?.path,
            line: place?.position.line,
            column: place?.position.column,
            hint: hint.map(Redaction.redact)
        )
    }
}
