extension ModelParameter {
    /// The parameter as it is for one model: its longest answer limits `maxTokens`.
    package func limited(by model: ModelCatalog.Model?) -> ModelParameter {
        guard name == "maxTokens", let model, case .integer(let minimum, _) = kind else { return self }
        return ModelParameter(name: name, kind: .integer(minimum: minimum, maximum: model.maximumTokens), help: help)
    }
}
