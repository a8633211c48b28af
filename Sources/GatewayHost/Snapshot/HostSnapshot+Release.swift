internal import CredentialStores
internal import Credentials
package import GatewayConfig
internal import JSON5

// What speaks for a release of the gateway on this host.
extension HostSnapshot {
    /// The gateway's installed service; nil if there is none.
    package var installedService: GatewayService? { gateway.service }

    /// What the service, the program on PATH and the config say of the release.
    package var releaseEvidence: ReleaseEvidence { gateway.evidence }

    /// What the known releases make of a config of this host.
    func acceptance(of config: ConfigSnapshot) -> ConfigAcceptance {
        config.acceptance(host: releaseEvidence.host?.version, newest: releaseEvidence.newest)
    }

    /// Why this host's gateway does not start with a config; nil if no reason is known.
    func startRefusal(of config: ConfigSnapshot) -> ConfigRefusal? { config.startRefusal(acceptance(of: config)) }

    /// By which release's rules this host's databases are judged, where that is not its own release.
    package var borrowedRules: BorrowedRules? {
        guard agents.contains(where: \.isInDatabase) else { return nil }
        let column = release.rules.selection.release
        let here = releaseEvidence.assumed?.version
        return column != nil && column == here ? nil : BorrowedRules(column: column, here: here)
    }

    /// The `rules` member of `release` in documents; nil on hosts without databases.
    var rulesDocument: Value? {
        guard agents.contains(where: \.isInDatabase) else { return nil }
        let of = release.rules.selection.release.map { Value.string($0) } ?? "newest"
        return ["of": of, "exact": .bool(borrowedRules == nil)]
    }

    /// A next step with a command of the gateway's own program, by the path of that program: ours has the same name.
    ///
    /// - Parameter key: the text with `{command}`; with `.noProgram` that for a host where no such program is found.
    func gatewayStep(_ key: String, _ words: String, _ values: [String: String], _ texts: Texts) -> String {
        guard let program = gateway.program else { return texts(key + ".noProgram", values) }
        return texts(key, values.merging(["command": ShellWord.quoted(program.command) + " " + words]) { $1 })
    }

    /// How texts speak of this host's stores; nil where they are files that this program writes.
    package func storeWords(_ texts: Texts) -> StoreWords? {
        guard !storeRefusals.isEmpty else { return nil }
        let isShared = agents.contains { $0.found?.kind == "sqlite+shared" }
        return StoreWords(
            gateway: gateway.program.map { ShellWord.quoted($0.command) } ?? texts("database.program"),
            place: !hasDatabases ? .files : isShared ? .sharedDatabase : .databases
        )
    }

    /// The kind of the store that an agent has, as documents name it.
    package func storeWord(of agent: AgentSnapshot) -> String { agent.found?.kind ?? "none" }
}
