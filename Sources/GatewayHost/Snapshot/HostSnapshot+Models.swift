internal import FileTransactions
internal import GatewayConfig

// The kept list of the provider's models: `S/setup/models-anthropic.json`.
extension HostSnapshot {
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
