package import JSON5

/// Why a gateway does not start from a configuration, as far as that is certain.
///
/// The schema is one release's. What a newer one may have learnt counts for nothing here: keys that are not known, values
/// of a choice, references to secrets, variables that are not set where we look. What is left are values of a type that no
/// release takes, and keys that were given up, in the sections that decide on credentials and on starting at all.
package struct ConfigRefusal: Sendable, Equatable {
    /// In the gateway's order; never empty.
    package let issues: [ConfigIssue]

    /// The sections that are looked at.
    private static let sections: Set<String> = ["auth", "agents", "models", "gateway"]
    /// Keys that the gateway refuses because they have moved (src/config/legacy.rules.ts): the older names of `agents`, and
    /// the older place of the gateway's token.
    private static let legacyKeys: [Pointer] = [["agent"], ["routing"], ["gateway", "token"]]

    /// Nil where nothing speaks against starting.
    ///
    /// - Parameters:
    ///   - findings: what the schema refuses in the configuration.
    ///   - missing: the places whose text stands for a variable without a value.
    init?(_ findings: [ConfigIssue], in root: Value, missing: [Pointer]) {
        let isNewer = Self.isNewer(root["meta"]?["lastTouchedVersion"]?.stringValue)
        issues = findings.compactMap { issue in
            if issue.pointer == .root, case .wrongType = issue.problem { return issue }
            guard !isNewer else { return nil }
            return Self.refused(issue, in: root, missing: missing)
        }
        if issues.isEmpty { return nil }
    }

    /// Whether a file was last written by a release that may know more than the schema.
    private static func isNewer(_ version: String?) -> Bool {
        guard let written = version.flatMap(ReleaseNumber.init), let known = ReleaseNumber(ConfigSchema.builtIn.version)
        else { return false }
        return known < written
    }

    private static func refused(_ issue: ConfigIssue, in root: Value, missing: [Pointer]) -> ConfigIssue? {
        switch issue.problem {
        case .wrongType:
            guard case .key(let section)? = issue.pointer.components.first, sections.contains(section) else {
                return nil
            }
            let isUnknown = missing.contains(issue.pointer) || root.value(at: issue.pointer)?.isSecretReference == true
            return isUnknown ? nil : issue
        case .unknownKeys(let keys):
            let legacy = keys.filter { legacyKeys.contains(issue.pointer.appending($0.key)) }
            return legacy.isEmpty ? nil : ConfigIssue(pointer: issue.pointer, problem: .unknownKeys(legacy))
        default: return nil
        }
    }
}

extension Value {
    /// `{source, provider?, id}`: a secret that is kept elsewhere, in the form of later releases.
    package var isSecretReference: Bool {
        ["env", "file", "exec"].contains(self["source"]?.stringValue) && self["id"]?.stringValue != nil
    }
}

extension ConfigSnapshot {
    /// Why the gateway does not start from this configuration; nil where nothing is known that keeps it from that, or where
    /// `problem` says already why it cannot be read at all.
    package var refusal: ConfigRefusal? {
        var missing: [Pointer] = []
        if case .missingVariables(let variables)? = problem { missing = variables.map(\.pointer) }
        return ConfigRefusal(findings, in: root, missing: missing)
    }
}
