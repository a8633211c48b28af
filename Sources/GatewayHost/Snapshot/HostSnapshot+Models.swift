internal import Anthropic
internal import FileTransactions
internal import GatewayConfig

// The kept list of the provider's models: `S/setup/models-anthropic.json`.
extension HostSnapshot {
    /// The models of the host; the kept list is read now and decoded where models are asked for.
    static func models(
        _ host: Host,
        _ release: GatewayRelease,
        _ paths: StatePaths,
        _ config: ConfigSnapshot,
        _ gateway: InstalledGateway
    ) -> HostModels {
        let (evidence, folder) = (gateway.evidence, host.setupFolder(paths).path)
        let file = KeptModels.File(at: LiveModelList.path(in: folder, of: release.provider.id), host.files)
        return HostModels(release.provider, release: evidence.assumed?.version) {
            let endpoint = Endpoint(baseURL: ProviderEndpoint(config.root, release.format).baseURL)
            return KeptModels(file, host: endpoint.shown, asOf: release.catalog.asOf)
        }
    }

    /// Why the kept list is not used, in one line that names its file; nil if nothing is wrong with it.
    package func modelsWarning(_ texts: Texts) -> String? { models.warning(texts, display: display) }
}

extension LiveModelList {
    /// Writes the list and replaces the kept one.
    package func write(on snapshot: HostSnapshot, _ live: LiveHost) throws(Problem) {
        let folder = live.host.setupFolder(snapshot.paths).path
        do throws(FileError) {
            try live.host.writeOwn(
                Self.path(in: folder, of: snapshot.release.provider.id),
                value(over: snapshot.release.catalog.asOf),
                snapshot.paths
            )
        } catch {
            throw live.explanation(of: snapshot).problem(error)
        }
    }
}
