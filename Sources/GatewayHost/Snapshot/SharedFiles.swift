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
    let gateway: InstalledGateway
    /// Reads the stores, and once for all agents what they share.
    var stores: StoreSession
    private var oauthLogins: LegacyCredentials.Reading?

    init(
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ host: Host,
        _ gateway: InstalledGateway,
        _ release: GatewayRelease,
        patience: Int64
    ) {
        oauthFile = LegacyCredentials.oauthFile(paths, environment)
        state = paths.state
        self.host = host
        self.gateway = gateway
        let evidence = gateway.evidence
        let conditions = StoreConditions(
            files: host.files,
            clock: host.clock,
            stateFolder: paths.state,
            patience: patience,
            databases: { release.databases(evidence) }
        )
        stores = StoreSession(host.storeFormats, conditions)
    }

    /// Where the store of an agent can be, by the agent's folder.
    func place(of agent: String, in directory: String) -> StorePlace {
        StorePlace(agentFolder: directory, stateFolder: state, oauthFile: oauthFile, agent: agent)
    }

    /// The logins of the older version.
    mutating func logins(_ explain: Explanation) throws(Problem) -> LegacyCredentials.Reading {
        if let oauthLogins { return oauthLogins }
        let read = try LegacyCredentials.Reading.read(oauthFile, LegacyProfiles.inOAuthFile, host.files, explain)
        oauthLogins = read
        return read
    }
}
