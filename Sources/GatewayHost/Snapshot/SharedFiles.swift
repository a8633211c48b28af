internal import CredentialStores
internal import FileTransactions
internal import GatewayConfig

/// What all agents of a host share, each file read at most once: the database of a newer version, and the logins of an
/// older one.
struct SharedFiles {
    /// `credentials/oauth.json` in the state folder; `OPENCLAW_OAUTH_DIR` moves it.
    let oauthFile: String
    private let state: String
    private let host: Host
    private let home: String
    private let config: ConfigSnapshot
    private var findings: StoreFindings?
    private var oauthLogins: LegacyCredentials.Reading?

    private var evidence: ReleaseEvidence?

    init(_ paths: StatePaths, _ config: ConfigSnapshot, _ host: Host) {
        oauthFile = LegacyCredentials.oauthFile(paths, config.environment)
        state = paths.state
        home = paths.home
        self.config = config
        self.host = host
    }

    /// Where the store of an agent can be, by the agent's folder.
    func place(of directory: String) -> StorePlace {
        StorePlace(agentFolder: directory, stateFolder: state, oauthFile: oauthFile)
    }

    /// What tells the format of a store and is the same for every agent.
    mutating func found() throws(FileError) -> StoreFindings {
        if let findings { return findings }
        let read = try host.storeFormats.sharedFindings(place(of: state), host.files)
        findings = read
        return read
    }

    /// The strongest evidence for the release of the gateway, which counts where there is no store yet.
    mutating func strongestEvidence() -> ReleaseEvidence.Item? {
        if let evidence { return evidence.strongest }
        let found = host.releaseEvidence(host.installedService(home: home), config)
        evidence = found
        return found.strongest
    }

    /// The logins of the older version.
    mutating func logins(_ explain: Explanation) throws(Problem) -> LegacyCredentials.Reading {
        if let oauthLogins { return oauthLogins }
        let read = try LegacyCredentials.Reading.read(oauthFile, LegacyProfiles.inOAuthFile, host.files, explain)
        oauthLogins = read
        return read
    }
}
