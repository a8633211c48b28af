internal import Credentials
internal import GatewayHost
internal import Secrets

extension RefusalReason {
    /// Why a paste cannot be used, and what to paste instead.
    func text(_ words: Words) -> String {
        let (key, values) = SecretCheck.words(for: self)
        return words(key, values)
    }
}

extension RecognisedSecret {
    /// The text key of its name.
    var key: String {
        switch self {
        case .usable(let kind): "kind." + CredentialKind(kind).rawValue
        case .adminKey: "kind.adminKey"
        case .refreshToken: "kind.refreshToken"
        case .sessionKey: "kind.sessionKey"
        case .loginCode: "kind.loginCode"
        case .otherVendor: "kind.otherVendor"
        case .unknown: "kind.unknown"
        }
    }
}

extension Words {
    /// What was removed from a paste, in a few words.
    func removal(_ removal: Removal) -> String {
        switch removal {
        case .lineBreaks(let count): self("removed.lineBreaks", count: count)
        case .spaces(let count): self("removed.spaces", count: count)
        case .escapeSequences(let count): self("removed.escapeSequences", count: count)
        case .assignment(let text): self("removed.assignment", ["text": text])
        case .quotes: self("removed.quotes")
        case .bearer: self("removed.bearer")
        case .punctuation: self("removed.punctuation")
        case .invisible(let count): self("removed.invisible", count: count)
        case .box(let count): self("removed.box", count: count)
        case .surroundingText(let count): self("removed.surroundingText", count: count)
        case .repeated: self("removed.repeated")
        }
    }

    /// Who pays.
    func payer(_ payer: Payer) -> String {
        switch payer {
        case .apiCredits: self("payer.apiCredits")
        case .claudePlan: self("payer.claudePlan")
        case .provider(let id): self("payer.provider", ["provider": id])
        }
    }

    /// Whether the gateway runs.
    func gateway(_ process: Int32?) -> String {
        process.map { self("done.gateway.running.short", ["pid": String($0)]) } ?? self("done.gateway.stopped")
    }

    /// Where an environment key was found.
    func place(of key: SetupFacts.EnvironmentKey) -> String {
        switch key.layer {
        case .process: self("place.process")
        case .workingFolder: self("place.workingFolder")
        case .stateFolder: key.file ?? ""
        case .config: self("place.config")
        }
    }
}

extension Secret {
    /// Whether the text looks like a credential, which must not stay in a visible field.
    var looksLikeCredential: Bool {
        let outcome = PasteReader.read(self).outcome
        if case .unknownKind(let unknown) = outcome { return unknown.count >= 32 }
        return outcome.isCredential
    }
}
