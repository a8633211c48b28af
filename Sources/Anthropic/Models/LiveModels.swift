internal import JSON5

/// One model that the provider offers a credential.
package struct LiveModel: Sendable, Equatable {
    package let id: String
    package let name: String

    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// Asks the provider which models it offers: `GET /v1/models`.
package struct LiveModels: Sendable {
    private let shape: RequestShape
    private let transport: any Transport

    package init(_ shape: RequestShape, transport: any Transport) {
        self.shape = shape
        self.transport = transport
    }

    /// The models as they come, the newest first; or why there are none.
    package func fetch(
        limits: TransportLimits = TransportLimits(),
        cancellation: Cancellation = Cancellation()
    ) -> (models: [LiveModel], failure: Verification?) {
        let host = shape.endpoint.host
        guard shape.endpoint.keepsKeysPrivate else {
            return ([], Verification(.insecureAddress, model: "", host: host))
        }
        do throws(TransportError) {
            let response = try transport.send(shape.models(), limits: limits, cancellation: cancellation)
            let listed = ProviderAnswer(response.body).value?["data"]?.arrayValue
            guard (200..<300).contains(response.status), let listed else {
                return ([], Verification(response, model: "", host: host))
            }
            return (listed.compactMap(LiveModel.init), nil)
        } catch {
            return ([], Verification(.unanswered(error), model: "", host: host))
        }
    }
}

extension LiveModel {
    /// Ids are put into commands and files, so one that is no plain word is passed over.
    init?(_ value: Value) {
        guard let id = value["id"]?.stringValue, !id.isEmpty, id.count <= 128,
            id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let name = value["display_name"]?.stringValue ?? id
        self.init(id: id, name: name.unicodeScalars.contains { $0.value < 0x20 } ? id : String(name.prefix(128)))
    }
}
