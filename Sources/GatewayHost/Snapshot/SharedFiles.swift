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
    private var findings: StoreFindings?
    private var oauthLogins: LegacyCredentials.Reading?

    init(
        _ paths: StatePaths,
        _ environment: EnvironmentLayers,
        _ host: Host,
        _ gateway: InstalledGateway
    ) {
        oauthFile = LegacyCredentials.oauthFile(paths, environment)
        state = paths.state
        self.host = host
        self.gateway = gateway
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

    /// The logins of the older version.
    mutating func logins(_ explain: Explanation) throws(Problem) -> LegacyCredentials.Reading {
        if let oauthLogins { return oauthLogins }
        let read = try LegacyCredentials.Reading.read(oauthFile, LegacyProfiles.inOAuthFile, host.files, explain)
        oauthLogins = read
        return read
    }
}
