package import GatewayHost

/// What a wizard is started with.
package struct WizardSetup: Sendable {
    /// Where the wizard opens; the pages before can be reached by going back.
    package enum Entry: Sendable, Equatable {
        case beginning
        /// `--auth-choice setup-token` or `apiKey`: the credential page, with the method taken.
        case credential(SetupAnswers.Method)
        /// `--auth-choice skip`: the model page, no credential now.
        case model
    }

    /// Answers of another time, and how long ago that was, in milliseconds.
    package struct Draft: Sendable, Equatable {
        package var kept: SetupDraft
        package var age: Int64

        package init(kept: SetupDraft, age: Int64) {
            self.kept = kept
            self.age = age
        }
    }

    package var host: WizardHost
    /// Asked for by the model page, for no other shows them.
    package var models: @Sendable () -> [ModelOption]
    /// When the provider was asked which models it offers, as it is shown; nil when nobody asked yet.
    package var modelsAsked: @Sendable () -> String?
    package var texts: Texts
    package var entry: Entry
    /// The agent that was named on the command line; nil asks where there are several.
    package var agent: String?
    /// Why nothing can be written here, found before anything is asked; Welcome shows it and can only be left.
    package var refusal: Problem?
    /// What was answered when a connection was lost.
    package var draft: Draft?
    /// The wizard is read line by line instead of looked at.
    package var isSpoken: Bool

    package init(
        host: WizardHost,
        models: @autoclosure @escaping @Sendable () -> [ModelOption],
        modelsAsked: @autoclosure @escaping @Sendable () -> String? = nil,
        texts: Texts = .english,
        entry: Entry = .beginning,
        agent: String? = nil,
        refusal: Problem? = nil,
        draft: Draft? = nil,
        isSpoken: Bool = false
    ) {
        self.host = host
        self.models = models
        self.modelsAsked = modelsAsked
        self.texts = texts
        self.entry = entry
        self.agent = agent
        self.refusal = refusal
        self.draft = draft
        self.isSpoken = isSpoken
    }
}

/// One model to choose, as the model page shows it.
package struct ModelOption: Sendable, Equatable {
    /// `provider/model`.
    package var reference: String
    /// Tokens; nil where unknown.
    package var contextWindow: Int?
    /// US dollars for a million tokens; nil where unknown.
    package var inputCost: Double?
    package var outputCost: Double?
    /// Of the newest generation: shown above the older ones.
    package var isCurrent: Bool
    /// What the gateway takes when nothing is configured.
    package var isDefault: Bool
    /// The program knows it without having asked.
    package var isBuiltIn: Bool
    /// The provider offered it when it was last asked; nil when nobody asked yet.
    package var isOffered: Bool?

    package init(
        reference: String,
        contextWindow: Int?,
        inputCost: Double?,
        outputCost: Double?,
        isCurrent: Bool,
        isDefault: Bool,
        isOffered: Bool? = nil
    ) {
        self.reference = reference
        self.contextWindow = contextWindow
        self.inputCost = inputCost
        self.outputCost = outputCost
        self.isCurrent = isCurrent
        self.isDefault = isDefault
        isBuiltIn = true
        self.isOffered = isOffered
    }

    /// One that only the provider knows.
    package init(offered reference: String) {
        self.init(
            reference: reference,
            contextWindow: nil,
            inputCost: nil,
            outputCost: nil,
            isCurrent: false,
            isDefault: false,
            isOffered: true
        )
        isBuiltIn = false
    }
}
