package import Secrets

/// One question to the provider: does this credential answer with this model?
package struct CheckRequest: Sendable, Equatable {
    /// Which credential; one that is stored or in the environment is looked up by whoever asks.
    package enum Credential: Sendable, Equatable {
        case pasted(Secret)
        case environment(variable: String)
        case stored(profileID: String, agent: String)
    }

    /// Tells the answers of several apart.
    package var id: Int
    package var credential: Credential
    /// Without its provider.
    package var model: String

    package init(id: Int, credential: Credential, model: String) {
        self.id = id
        self.credential = credential
        self.model = model
    }
}

/// Whether credentials can be checked on this host, and who is asked.
package struct CheckAbility: Sendable, Equatable {
    /// The host that a credential is sent to; shown before anything is.
    package var host: String
    /// Why nothing can be sent: a word below `check.short.`; nil where it can.
    package var obstacle: String?
    /// The wizard asks by itself once the page that says so was answered; else only when the row for it is taken.
    package var isAutomatic: Bool

    package init(host: String, obstacle: String? = nil, isAutomatic: Bool = true) {
        self.host = host
        self.obstacle = obstacle
        self.isAutomatic = isAutomatic
    }
}
