extension ModelParameter {
    /// The parameter with the limits of one model: its maximum answer length limits `maxTokens`, and it may take no
    /// `temperature`.
    package func limited(by model: ModelCatalog.Model?) -> ModelParameter {
        guard let model else { return self }
        switch (name, kind) {
        case ("maxTokens", .integer(let minimum, _)) where model.maximumTokens > 0:
            return ModelParameter(
                name: name,
                kind: .integer(minimum: minimum, maximum: model.maximumTokens),
                help: help
            )
        case ("temperature", _) where !model.takesTemperature:
            return ModelParameter(name: name, kind: kind, help: help, isTaken: false)
        default: return self
        }
    }
}
