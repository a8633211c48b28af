package import JSON5

// The members of sections whose keys are names of models and of providers.
extension ConfigPlaces {
    /// A model's alias and parameters; the gateway looks them up under exactly this key.
    package func entry(of model: ModelReference) -> Pointer { models.appending(model.key) }

    /// A model's parameters.
    package func parameters(of model: ModelReference) -> Pointer { parameters(ofKey: model.key) }

    /// The parameters of the entry with this key, however it is spelled.
    package func parameters(ofKey key: String) -> Pointer { models.appending(key).appending(Self.modelParameters) }

    /// The parameters of an agent, for every model it uses; only later releases read them.
    package func parameters(of agent: AgentRoster.Agent) -> Pointer { agent.pointer.appending(Self.modelParameters) }

    /// The parameters of every model; only later releases read them.
    package var sharedParameters: Pointer { agentDefaults.appending(Self.modelParameters) }

    /// The member of a model's entry that has its parameters.
    static let modelParameters = "params"

    /// How long the provider keeps a prompt of the model with this key in its cache.
    package func cacheRetention(ofKey key: String) -> Pointer {
        parameters(ofKey: key).appending(CacheRetention.parameter)
    }

    /// The deprecated parameter that it replaces.
    package func cacheTTL(ofKey key: String) -> Pointer {
        parameters(ofKey: key).appending(CacheRetention.oldParameter)
    }

    /// The key of a model provider.
    package func apiKey(of provider: String) -> Pointer { providers.appending(provider).appending("apiKey") }

    /// Where requests to a model provider go.
    package func baseURL(of provider: String) -> Pointer { providers.appending(provider).appending("baseUrl") }

    /// The headers of requests to a model provider.
    package func headers(of provider: String) -> Pointer { providers.appending(provider).appending("headers") }
}
