internal import CredentialStores
package import GatewayConfig

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

    /// A piece of it as a sentence.
    package func words(for item: ReleaseEvidence.Item, _ explain: Explanation) -> String {
        explain.texts(
            "release.evidence." + item.source.rawValue,
            ["release": item.version, "path": display(item.path)]
        )
    }

    /// The kind of the store that an agent has, as documents name it.
    package func storeWord(of agent: AgentSnapshot) -> String { agent.found?.kind ?? "none" }
}
