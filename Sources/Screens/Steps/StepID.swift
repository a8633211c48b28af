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
    /// Opened from Review alone; not in the flow.
    case gateway
    case done

    /// The key of the page's name in the rail and the steps list.
    var nameKey: String { "step.\(rawValue)" }
}
