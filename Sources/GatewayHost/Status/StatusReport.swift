package import Credentials
package import GatewayConfig

/// Which credential answers for an agent, who pays, what is broken and what to do next.
///
/// Made from a `HostSnapshot` without reading or writing anything. It follows the gateway's own `models status`, key by
/// key and line by line, and adds what that one does not say; no secret is in it, only masks.
///
/// ```swift
/// let report = try StatusReport(HostSnapshot.read(host), agent: "work")
/// print(report.lines.joined(separator: "\n"))    // Agent work can answer. …
/// ```
package struct StatusReport: Sendable {
    /// A path, as it is and as it is shown.
    package struct Place: Sendable, Equatable {
        package let path: String
        package let shown: String
    }

    /// A cache setting and what becomes of it with the credential in force.
    package struct Cache: Sendable, Equatable {
        package let model: ModelReference
        package let setting: CacheSetting
        package let effect: CacheSetting.Effect
    }

    /// How much of a report is made.
    package enum Extent: Sendable {
        case whole
        /// Who answers, and what keeps each profile from it. `health`, `providerHealth` and the providers' `labels` and
        /// `candidates`, which only the printed status has, stay empty: with thousands of profiles they take most of the
        /// time.
        case answer
    }

    /// When the files were read, in Unix milliseconds.
    package let readAt: Int64
    package let config: Place
    /// The agent that was asked for, normalised; nil when none was, and main's folder is shown as the gateway does.
    package let agent: String?
    package let agentFolder: Place
    package let store: Place
    package let storeExists: Bool
    package let configExists: Bool
    package let models: StatusModels
    /// The prompt cache of the model that answers.
    package let cache: Cache
    /// The prompt caches of the Anthropic models that are named, the default one first.
    package let caches: [Cache]
    /// The gateway would also ask the login shell for keys; this program does not run it.
    package let asksLoginShell: Bool
    /// Providers with a profile, a variable or a key, sorted.
    package let providers: [ProviderStatus]
    /// Providers of configured models that have none of these, sorted.
    package let missingProviders: [String]
    /// Profiles that are cooling down or stopped, the first to come back first.
    package let resting: [RestingProfile]
    /// Profiles that the gateway leaves out for another reason.
    package let excluded: ExcludedProfiles
    package let health: [ProfileHealth]
    /// Every provider that was considered, those without a profile included.
    package let providerHealth: [ProviderHealth]
    package let verdict: Verdict
    /// The store of the agent that the verdict is about.
    package let verdictStore: Place
    /// The gateway's service on this host; nil when none is installed or nobody looked.
    package let service: ServiceStatus?
    /// Files of an older version that the gateway imports on its next load; what they hold counts already.
    package let imports: [LegacyCredentials.File]
    /// What a person should know beside the verdict.
    package let notes: [StatusNote]
    /// What is broken; reading went on.
    package let problems: [Problem]

    /// What live checks said about the credentials of the agent that the verdict is about, by profile or `env:NAME`; those
    /// that were not checked are not in it.
    package let checks: [String: CheckState]

    /// How `--check` ends: 1 when something is missing or has run out, 2 when something runs out within a day.
    ///
    /// Cooldowns do not count.
    package var checkExitCode: Int32 {
        let statuses = health.filter { $0.kind != .apiKey }.map(\.status)
        if !missingProviders.isEmpty || statuses.contains(.expired) || statuses.contains(.missing) { return 1 }
        return statuses.contains(.expiring) ? 2 : 0
    }

    /// The one line of `--plain`.
    package var plain: String { models.resolved.key }
}
