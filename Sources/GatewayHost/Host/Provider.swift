/// A model provider; credentials, orders and models belong to one.
package struct Provider: Sendable, Equatable {
    /// The gateway's id, which is the prefix of model references and profile ids.
    package let id: String

    package static let anthropic = Provider(id: "anthropic")
}
