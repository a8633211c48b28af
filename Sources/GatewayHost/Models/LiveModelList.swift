package import Anthropic
internal import Credentials
internal import JSON5

/// The provider's own model list as it was last fetched: `S/setup/models-anthropic.json`, mode 0600.
///
/// It is newer than the models compiled into this program, so its ids, names and limits count before those.
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

    static func path(in folder: String, of provider: String) -> String { folder + "/models-\(provider).json" }
}

// MARK: - The file

extension LiveModelList {
    private static let version: Int64 = 2
    /// More models than any provider has.
    private static let mostModels = 4096

    /// - Parameter asOf: the day of the built-in models that the list was fetched over.
    func value(over asOf: String) -> Value {
        let listed = models.map { model in
            var members: Members = ["id": .string(model.id), "name": .string(model.name)]
            members["contextWindow"] = model.contextWindow.map { .integer($0) }
            members["maxTokens"] = model.maximumTokens.map { .integer($0) }
            return Value.object(members)
        }
        return [
            "version": .integer(Self.version), "host": .string(host), "fetchedAt": .integer(fetchedAt),
            "over": .string(asOf), "models": .array(listed),
        ]
    }

    /// Reads the text of the file; nil if anything in it is not as this program writes it.
    static func read(_ bytes: [UInt8]) -> (list: LiveModelList, over: String)? {
        guard let value = try? Document(parsing: bytes, dialect: .json).root,
            value["version"]?.intValue == version, let host = value["host"]?.stringValue,
            let fetchedAt = value["fetchedAt"]?.intValue, let over = value["over"]?.stringValue,
            let listed = value["models"]?.arrayValue, listed.count <= mostModels
        else { return nil }
        var models: [LiveModel] = []
        for item in listed {
            guard let model = LiveModel(kept: item) else { return nil }
            models.append(model)
        }
        return (LiveModelList(models, host: host, fetchedAt: TimeRange.clamped(fetchedAt)), over)
    }
}

extension LiveModel {
    /// Nil for anything that was not written by this program.
    fileprivate init?(kept value: Value) {
        guard let id = value["id"]?.stringValue, Self.isID(id), let name = value["name"]?.stringValue,
            Self.isName(name)
        else { return nil }
        let (context, answer) = (value["contextWindow"], value["maxTokens"])
        self.init(
            id: id,
            name: name,
            contextWindow: Self.limit(context, Self.widestContext),
            maximumTokens: Self.limit(answer, Self.longestAnswer)
        )
        guard (contextWindow == nil) == (context == nil), (maximumTokens == nil) == (answer == nil) else {
            return nil
        }
    }
}
