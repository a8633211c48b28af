package import JSON5
package import Secrets

/// Why the gateway does not start with a config, as far as that is known.
///
/// Findings that a known release accepts are no reason (`ConfigAcceptance`), and neither are secret references and
/// variables that are not set where we look.
package struct ConfigRefusal: Sendable, Equatable {
    /// In the gateway's order; never empty.
    package let issues: [ConfigIssue]

    /// What also keeps this program from writing into the file: values of a type that no release accepts, and removed
    /// keys, in the sections that matter for credentials and for starting. Unknown keys and unknown choices do not: a
    /// release that is not known here may have them. Nil if there is none.
    ///
    /// - Parameters:
    ///   - acceptance: what the known releases make of the findings.
    ///   - missing: the paths of strings that mention a variable without a value.
    init?(
        _ acceptance: ConfigAcceptance,
        in root: Value,
        _ format: ConfigFormat,
        missing: [Pointer]
    ) {
        issues = acceptance.refused.compactMap { issue in
            if issue.pointer == .root, case .wrongType = issue.problem { return issue }
            guard !acceptance.isOfNewerRelease else { return nil }
            return Self.refused(issue, in: root, format.places, missing: missing)
        }
        if issues.isEmpty { return nil }
    }

    /// Every reason for which none of the known gateways starts that this host's can be; nil if there is none.
    ///
    /// - Parameter missing: the paths of strings that mention a variable without a value.
    init?(starting acceptance: ConfigAcceptance, in root: Value, missing: [Pointer]) {
        issues = acceptance.refused.filter { issue in
            guard case .wrongType = issue.problem else { return true }
            return !Self.isUnknown(issue.pointer, in: root, missing: missing)
        }
        if issues.isEmpty { return nil }
    }

    /// Whether a value is known only to the gateway.
    private static func isUnknown(_ pointer: Pointer, in root: Value, missing: [Pointer]) -> Bool {
        missing.contains(pointer) || root.value(at: pointer)?.isSecretReference == true
    }

    private static func refused(
        _ issue: ConfigIssue,
        in root: Value,
        _ places: ConfigPlaces,
        missing: [Pointer]
    ) -> ConfigIssue? {
        switch issue.problem {
        case .wrongType:
            guard places.matter(to: issue.pointer) else { return nil }
            return isUnknown(issue.pointer, in: root, missing: missing) ? nil : issue
        case .unknownKeys(let keys):
            let legacy = keys.filter { places.removed.contains(issue.pointer.appending($0.key)) }
            return legacy.isEmpty ? nil : ConfigIssue(pointer: issue.pointer, problem: .unknownKeys(legacy))
        default: return nil
        }
    }
}

extension ConfigPlaces {
    /// Whether a path is in a section that matters for credentials and for starting.
    fileprivate func matter(to pointer: Pointer) -> Bool {
        guard let section = pointer.components.first else { return false }
        return [authProfiles, agentList, agentDefaults, providers, gateway].contains { $0.components.first == section }
    }
}

extension Value {
    /// `{source, provider?, id}`: a reference to a secret stored elsewhere, used by later releases.
    package var isSecretReference: Bool { secretReference != nil }

    /// The same as a value; nil if it is none.
    package var secretReference: SecretReference? {
        guard objectValue != nil else { return nil }
        return SecretReference(
            source: self["source"]?.stringValue,
            provider: self["provider"]?.stringValue,
            id: self["id"]?.stringValue
        )
    }
}

extension ConfigSnapshot {
    /// Why this config is not written into; nil if nothing is known that prevents it, or if `problem` already tells why
    /// it cannot be read at all.
    package var refusal: ConfigRefusal? {
        guard !issues.isEmpty else { return nil }
        return ConfigRefusal(acceptance(), in: root, format, missing: unset.map(\.pointer))
    }

    /// Why the gateway does not start with this config, unknown keys and choices included.
    /// - Parameter acceptance: what the releases that this host's can be make of its findings; asked only where there are
    ///   findings.
    package func startRefusal(_ acceptance: @autoclosure () -> ConfigAcceptance) -> ConfigRefusal? {
        guard !issues.isEmpty else { return nil }
        let acceptance = acceptance()
        // A newer gateway than all known ones has keys and types that nobody here knows.
        guard !acceptance.isOfNewerRelease else { return refusal }
        return ConfigRefusal(starting: acceptance, in: root, missing: unset.map(\.pointer))
    }
}
