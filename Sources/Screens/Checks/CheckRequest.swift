package import Secrets

/// A request to the provider: does it accept this credential with this model?
package struct CheckRequest: Sendable, Equatable {
    /// The credential to send; for a stored or environment credential the effects look up the secret.
    package enum Credential: Sendable, Equatable {
        case pasted(Secret)
        case environment(variable: String)
        case stored(profileID: String, agent: String)
    }

    /// Identifies the answer among those of several requests.
    package var id: Int
    package var credential: Credential
    /// The model id without the `provider/` prefix.
    package var model: String

    package init(id: Int, credential: Credential, model: String) {
        self.id = id
        self.credential = credential
        self.model = model
    }
}

/// Whether credentials can be checked on this host, and with which provider host.
package struct CheckAbility: Sendable, Equatable {
    /// The provider's host name, shown before anything is sent.
    package var host: String
    /// Why no check is possible, as a text key below `check.short.`; nil if one is possible.
    package var obstacle: String?
    /// True: the wizard checks without being asked, after the page that announces it was answered. False: only on
    /// request.
    package var isAutomatic: Bool

    package init(host: String, obstacle: String? = nil, isAutomatic: Bool = true) {
        self.host = host
        self.obstacle = obstacle
        self.isAutomatic = isAutomatic
    }
}
