/// The state of all pages of a wizard.
struct Steps: Sendable {
    var welcome = WelcomeStep()
    var agents = AgentStep()
    var existing = ExistingStep()
    var method = MethodStep()
    var credential = CredentialStep()
    var model = ModelStep()
    var cache = CacheStep()
    var review = ReviewStep()
    var gateway = GatewayStep()
    var done = DoneStep(state: .nothing)

    subscript(id: StepID) -> any Step {
        get {
            switch id {
            case .welcome: welcome
            case .agents: agents
            case .existing: existing
            case .method: method
            case .credential: credential
            case .model: model
            case .cache: cache
            case .review: review
            case .gateway: gateway
            case .done: done
            }
        }
        set {
            switch newValue {
            case let step as WelcomeStep: welcome = step
            case let step as AgentStep: agents = step
            case let step as ExistingStep: existing = step
            case let step as MethodStep: method = step
            case let step as CredentialStep: credential = step
            case let step as ModelStep: model = step
            case let step as CacheStep: cache = step
            case let step as ReviewStep: review = step
            case let step as GatewayStep: gateway = step
            case let step as DoneStep: done = step
            default: assertionFailure("a step that is not in the flow")
            }
        }
    }
}
