extension ModelParameter {
    /// The parameter with the limits of one model: its maximum answer length limits `maxTokens`.
    package func limited(by model: ModelCatalog.Model?) -> ModelParameter {
        guard name == "maxTokens", let model, case .integer(let minimum, _) = kind else { return self }
        return ModelParameter(name: name, kind: .integer(minimum: minimum, maximum: model.maximumTokens), help: help)
    }
}
