package import GatewayHost
package import Secrets

/// The inputs of a wizard.
package struct WizardSetup: Sendable {
    /// The first page shown; earlier pages can be reached by going back.
    package enum Entry: Sendable, Equatable {
        case beginning
        /// `--auth-choice setup-token` or `apiKey`: opens the credential page with this method preselected.
        case credential(SecretKind)
        /// `--auth-choice skip`: opens the model page; no credential is stored.
        case model
    }

    /// Saved answers of an earlier run, with their age in milliseconds.
    package struct Draft: Sendable, Equatable {
        package var kept: SetupDraft
        package var age: Int64

        package init(kept: SetupDraft, age: Int64) {
            self.kept = kept
            self.age = age
        }
    }

    package var host: WizardHost
    /// Lazy: made when it is first needed.
    package var models: @Sendable () -> [ModelOption]
    /// When the provider's model list was fetched, as display text; nil if never.
    package var modelsAsked: @Sendable () -> String?
    /// Why the kept list of the provider is not used; nil if nothing is wrong with it.
    package var modelsWarning: @Sendable () -> String?
    package var texts: Texts
    package var entry: Entry
    /// The agent given on the command line; nil asks if there are several.
    package var agent: String?
    /// Why this host cannot be written. Known before any question; Welcome shows it and allows only leaving.
    package var refusal: Problem?
    /// Looks for such a reason once the first frame is shown, because checking a long config takes longer than drawing;
    /// keys wait for it. Nil if `refusal` is all there is to know.
    package var findRefusal: (@Sendable () -> Problem?)?
    /// Answers saved when a connection was lost.
    package var draft: Draft?
    /// Whether kept answers were dropped because another version of this program, or for another release, kept them.
    package var dropsDraft: Bool
    /// Whether the person works over ssh: a browser and a login are on another computer then.
    package var isRemote: Bool
    /// True in line mode, where pages are read aloud instead of drawn.
    package var isSpoken: Bool

    package init(
        host: WizardHost,
        models: @autoclosure @escaping @Sendable () -> [ModelOption],
        modelsAsked: @autoclosure @escaping @Sendable () -> String? = nil,
        modelsWarning: @autoclosure @escaping @Sendable () -> String? = nil,
        texts: Texts = .english,
        entry: Entry = .beginning,
        agent: String? = nil,
        refusal: Problem? = nil,
        findRefusal: (@Sendable () -> Problem?)? = nil,
        draft: Draft? = nil,
        dropsDraft: Bool = false,
        isRemote: Bool = false,
        isSpoken: Bool = false
    ) {
        self.host = host
        self.models = models
        self.modelsAsked = modelsAsked
        self.modelsWarning = modelsWarning
        self.texts = texts
        self.entry = entry
        self.agent = agent
        self.refusal = refusal
        self.findRefusal = findRefusal
        self.draft = draft
        self.dropsDraft = dropsDraft
        self.isRemote = isRemote
        self.isSpoken = isSpoken
    }
}

/// One row of the model page.
package struct ModelOption: Sendable, Equatable {
    /// `provider/model`.
    package var reference: String
    /// In tokens; nil if unknown.
    package var contextWindow: Int?
    /// US dollars per million tokens; nil if unknown.
    package var inputCost: Double?
    package var outputCost: Double?
    /// Belongs to the newest generation, which is listed first.
    package var isCurrent: Bool
    /// The gateway uses this model if none is configured.
    package var isDefault: Bool
    /// In the built-in catalog.
    package var isBuiltIn: Bool
    /// Whether the provider's last fetched list contains it; nil if none was fetched.
    package var isOffered: Bool?
    /// Set if this gateway may be older than the model.
    package var newer: Newer?

    /// A model that is newer than the gateway, as far as anything tells.
    package struct Newer: Sendable, Equatable {
        /// The first release that was seen to have it.
        package var since: String
        /// The release of this gateway; nil if it was not found.
        package var release: String?

        package init(since: String, release: String?) {
            self.since = since
            self.release = release
        }
    }

    package init(
        reference: String,
        contextWindow: Int?,
        inputCost: Double?,
        outputCost: Double?,
        isCurrent: Bool,
        isDefault: Bool,
        isOffered: Bool? = nil,
        newer: Newer? = nil
    ) {
        self.newer = newer
        self.reference = reference
        self.contextWindow = contextWindow
        self.inputCost = inputCost
        self.outputCost = outputCost
        self.isCurrent = isCurrent
        self.isDefault = isDefault
        isBuiltIn = true
        self.isOffered = isOffered
    }

    /// A model that only the provider's list contains.
    package init(offered reference: String, contextWindow: Int? = nil) {
        self.init(
            reference: reference,
            contextWindow: contextWindow,
            inputCost: nil,
            outputCost: nil,
            isCurrent: false,
            isDefault: false,
            isOffered: true
        )
        isBuiltIn = false
    }
}
