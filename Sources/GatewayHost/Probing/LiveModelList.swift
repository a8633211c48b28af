package import Anthropic
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// The cached model list of the provider: `S/setup/models.json`, mode 0600.
package struct LiveModelList: Sendable, Equatable {
    package let models: [LiveModel]
    package let host: String
    /// When it was fetched, in Unix milliseconds.
    package let fetchedAt: Int64

    package init(_ models: [LiveModel], host: String, fetchedAt: Int64) {
        self.models = models
        self.host = host
        self.fetchedAt = fetchedAt
    }

    /// The cached list; nil if there is none or it is from another host than the configured one.
    package static func read(on snapshot: HostSnapshot, _ live: LiveHost) -> LiveModelList? {
        guard let bytes = try? live.host.files.contents(of: path(snapshot, live.host), limit: 1 << 20).bytes,
            let value = try? Document(parsing: bytes, dialect: .json).root, value["version"]?.intValue == 1,
            let host = value["host"]?.stringValue, host == snapshot.endpoint.shown,
            let fetchedAt = value["fetchedAt"]?.intValue, let listed = value["models"]?.arrayValue
        else { return nil }
        let models = listed.compactMap { model in
            model["id"]?.stringValue.map { LiveModel(id: $0, name: model["name"]?.stringValue ?? $0) }
        }
        return LiveModelList(models, host: host, fetchedAt: TimeRange.clamped(fetchedAt))
    }

    /// Writes the list and replaces the cached one.
    package func write(on snapshot: HostSnapshot, _ live: LiveHost) throws(Problem) {
        let listed = models.map { Value.object(["id": .string($0.id), "name": .string($0.name)]) }
        let value: Value = [
            "version": 1, "host": .string(host), "fetchedAt": .integer(fetchedAt), "models": .array(listed),
        ]
        do throws(FileError) {
            try live.host.writeOwn(Self.path(snapshot, live.host), value, snapshot.paths)
        } catch {
            throw live.explanation(of: snapshot).problem(error)
        }
    }

    private static func path(_ snapshot: HostSnapshot, _ host: Host) -> String {
        host.setupFolder(snapshot.paths).path + "/models.json"
    }
}
