internal import CredentialStores
package import Credentials
package import GatewayConfig
internal import JSON5

/// Which credential an agent uses, who pays, what is broken and what to do next.
///
/// Created from a `HostSnapshot` without writing anything. It follows the gateway's `models status` key by
/// key and line by line and adds further members; it contains masks, never secrets.
///
/// ```swift
/// let report = try StatusReport(live.read(), live, agent: "work")
/// print(report.lines.joined(separator: "\n"))    // Agent work can answer. …
/// ```
package struct StatusReport: Sendable {
    /// A path, absolute and for display.
    package struct Place: Sendable, Equatable {
        package let path: String
        package let shown: String
    }

    /// A cache setting and its effect with the credential in use.
    package struct Cache: Sendable, Equatable {
        package let model: ModelReference
        package let setting: CacheSetting
        package let effect: CacheSetting.Effect
    }

    /// How much of a report is created.
    package enum Extent: Sendable {
        case whole
        /// The verdict, and what excludes each profile. `health`, `providerHealth` and the providers' `labels` and
        /// `candidates` stay empty, because only the printed status shows them and with thousands of profiles they take
        /// most of the time.
        case answer
    }

    /// When the files were read, in Unix milliseconds.
    package let readAt: Int64
    package let config: Place
    /// The requested agent, normalised; nil if none, in which case main's folder is shown as in the gateway.
    package let agent: String?
    package let agentFolder: Place
    package let store: Place
    package let storeExists: Bool
    package let configExists: Bool
    package let models: StatusModels
    /// The prompt cache of the model in use.
    package let cache: Cache
    /// The prompt caches of all named models of the supported provider, the default one first.
    package let caches: [Cache]
    /// Whether the gateway would also read keys from the login shell; this program does not run it.
    package let asksLoginShell: Bool
    /// Providers with a profile, a variable or a key, sorted.
    package let providers: [ProviderStatus]
    /// Providers of configured models without any of these, sorted.
    package let missingProviders: [String]
    /// Profiles in a cooldown or disabled, ordered by when they become available.
    package let resting: [RestingProfile]
    /// Profiles that the gateway leaves out for another reason.
    package let excluded: ExcludedProfiles
    package let health: [ProfileHealth]
    /// An expiry counts as near from this long before, in milliseconds.
    package let expiryWarning: Int64
    /// Every considered provider, including those without a profile.
    package let providerHealth: [ProviderHealth]
    package let verdict: Verdict
    /// The file and line that set the variable of the credential in use; nil if it is none, or set in no file.
    package let variablePlace: String?
    /// The store of the agent that the verdict is about.
    package let verdictStore: Place
    /// The gateway's service on this host; nil if none is installed or it was not read.
    package let service: ServiceStatus?
    /// What speaks for a release of the gateway on this host; empty if it was not asked.
    package let release: ReleaseEvidence
    /// By which release's rules the databases are judged, for documents; nil without databases.
    let rulesDocument: Value?
    /// The provider whose credentials this program sets up.
    package let supportedProvider: String
    /// The kind of the store of the agent that the verdict is about, as documents name it.
    package let storeWord: String
    /// How texts speak of the stores; nil where they are files that this program writes.
    package let storeWords: StoreWords?
    /// Files of an older version that the gateway imports on its next load; their content already counts.
    package let imports: [LegacyCredentials.File]
    /// Notes beside the verdict.
    package let notes: [StatusNote]
    /// What could not be read; the rest of the report is complete.
    package let problems: [Problem]

    /// Check results of the judged agent's credentials, by profile id or `env:NAME`; unchecked ones are omitted.
    package let checks: [String: CheckState]
    /// The profiles of the judged agent whose secret the provider refused, whatever their state is.
    package var refusedProfiles: Set<String> { Set(checks.filter(\.value.isRefusal).keys) }
    /// The setup-tokens of the judged agent whose year is nearly over, the oldest first.
    package let agingTokens: [AgingToken]

    /// Whether the environment of the gateway's service could change the verdict.
    package var dependsOnService: Bool {
        switch verdict.outcome {
        case .nothingStored, .noCredential, .notJudged(.reference): true
        default: false
        }
    }

    /// Whether the store that the verdict is about is in a database.
    var hasDatabases: Bool { storeWord.hasPrefix("sqlite") }

    /// Whether this program writes the marks of the store that the verdict is about.
    var marksAreWritten: Bool { storeWord != AuthStateFormat.kind }

    /// Where a profile is stored that the agent does not have itself, as documents name it.
    var inherited: String { storeWords?.place == .sharedDatabase ? "shared" : "main" }

    /// The exit code of `--check`: 1 if something is missing or expired or the verdict says that nobody answers until
    /// something is changed, 2 if something expires within a day or a setup-token is nearly a year old.
    ///
    /// Cooldowns do not count.
    package var checkExitCode: Int32 {
        let statuses = health.filter { $0.kind != .apiKey }.map(\.status)
        if verdict.failsCheck || !missingProviders.isEmpty || statuses.contains(.expired) || statuses.contains(.missing)
        {
            return 1
        }
        return statuses.contains(.expiring) || !agingTokens.isEmpty ? 2 : 0
    }

    /// The one line of `--plain`.
    package var plain: String { models.resolved.key }
}
