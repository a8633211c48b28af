/// Who answers a model: what credentials, order and models are told apart by.
package struct Provider: Sendable, Equatable {
    /// As the gateway writes it in front of a model or a profile's name.
    package let id: String

    package static let anthropic = Provider(id: "anthropic")
}
