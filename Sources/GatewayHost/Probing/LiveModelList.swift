package import Anthropic
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// The models that the provider offered when it was last asked: `S/setup/models.json`, 0600.
package struct LiveModelList: Sendable, Equatable {
    package let models: [LiveModel]
    package let host: String
    /// When it was asked, in Unix milliseconds.
    package let fetchedAt: Int64

    package init(_ models: [LiveModel], host: String, fetchedAt: Int64) {
        self.models = models
        self.host = host
        self.fetchedAt = fetchedAt
    }

    /// What was kept; nil where nobody asked yet, or another host than the one that is asked now.
    package static func read(on snapshot: HostSnapshot) -> LiveModelList? {
        guard let bytes = try? snapshot.host.files.contents(of: path(snapshot), limit: 1 << 20).bytes,
            let value = try? Document(parsing: bytes, dialect: .json).root, value["version"]?.intValue == 1,
            let host = value["host"]?.stringValue, host == snapshot.endpoint.host,
            let fetchedAt = value["fetchedAt"]?.intValue, let listed = value["models"]?.arrayValue
        else { return nil }
        let models = listed.compactMap { model in
            model["id"]?.stringValue.map { LiveModel(id: $0, name: model["name"]?.stringValue ?? $0) }
        }
        return LiveModelList(models, host: host, fetchedAt: TimeRange.clamped(fetchedAt))
    }

    /// Keeps it, replacing what was kept.
    package func write(on snapshot: HostSnapshot) throws(Problem) {
        let listed = models.map { Value.object(["id": .string($0.id), "name": .string($0.name)]) }
        let value: Value = [
            "version": 1, "host": .string(host), "fetchedAt": .integer(fetchedAt), "models": .array(listed),
        ]
        do throws(FileError) {
            try snapshot.writeOwn(Self.path(snapshot), value)
        } catch {
            throw snapshot.explain.problem(error)
        }
    }

    private static func path(_ snapshot: HostSnapshot) -> String { snapshot.setupFolder.path + "/models.json" }
}
