package import ChildProgram
internal import JSON5

/// One model that the provider offers for a credential.
package struct LiveModel: Sendable, Equatable {
    package let id: String
    package let name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// Fetches the provider's model list: `GET /v1/models`.
package struct LiveModels: Sendable {
    private let shape: RequestShape
    private let transport: any Transport

    package init(_ shape: RequestShape, transport: any Transport) {
        self.shape = shape
        self.transport = transport
    }

    /// The models in the provider's order, newest first. Throws if the request failed.
    package func fetch(
        limits: TransportLimits = TransportLimits(),
        cancellation: Cancellation = Cancellation()
    ) throws(Verification) -> [LiveModel] {
        let response = try transport.answer(
            to: shape.models(),
            of: shape,
            model: "",
            limits: limits,
            cancellation: cancellation
        )
        let listed = ProviderAnswer(response.body).value?["data"]?.arrayValue
        guard (200..<300).contains(response.status), let listed else {
            throw Verification(response, model: "", host: shape.endpoint.shown)
        }
        return listed.compactMap(LiveModel.init)
    }
}

extension LiveModel {
    /// Ids are put into commands and files, so one with unusual characters is skipped.
    init?(_ value: Value) {
        guard let id = value["id"]?.stringValue, !id.isEmpty, id.count <= 128,
            id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let name = value["display_name"]?.stringValue ?? id
        self.init(id: id, name: name.unicodeScalars.contains { $0.value < 0x20 } ? id : String(name.prefix(128)))
    }
}
