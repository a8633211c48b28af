/// The pages of the wizard, in their order.
enum StepID: String, Sendable, CaseIterable {
    case welcome
    case agents
    case existing
    case method
    case credential
    case model
    case cache
    case review
    /// Opened only from Review; not part of the flow.
    case gateway
    case done

    /// The text key of the page's name in the rail and the steps list.
    var nameKey: String { "step.\(rawValue)" }
}
