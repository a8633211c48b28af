internal import Credentials
internal import GatewayConfig
package import Secrets

extension OnboardRequest {
    /// The auth choices that this program supports, including the gateway's older names.
    package enum Choice: String, Sendable, CaseIterable {
        case apiKey
        case setupToken = "setup-token"
        case token
        case skip

        /// The kind of secret that a choice sets up: two words say setup-token.
        package var kind: SecretKind? {
            switch self {
            case .apiKey: .apiKey
            case .setupToken, .token: .setupToken
            case .skip: nil
            }
        }

        /// Parses the command-line value. `oauth` is the gateway's older name for setup-token.
        init?(word: String) {
            if word == "oauth" {
                self = .setupToken
            } else {
                self.init(rawValue: word)
            }
        }
    }

    /// The given choice, or the one implied by the given secret; without any flag: skip.
    package func choice(_ texts: Texts) throws(Problem) -> Choice {
        guard let authChoice else { return apiKey != nil ? .apiKey : token != nil ? .token : .skip }
        if authChoice == "claude-cli" || authChoice == "codex-cli" {
            throw Problem(
                code: "deprecated-auth-choice",
                message: texts("error.authChoice.deprecated", ["choice": authChoice]),
                details: [texts("error.authChoice.deprecated.use")]
            )
        }
        guard let choice = Choice(word: authChoice) else {
            throw Problem(
                code: "unknown-auth-choice",
                message: texts("error.authChoice", ["choice": authChoice]),
                next: texts("error.authChoice.next")
            )
        }
        return choice
    }

    func fillCredential(
        _ answers: inout SetupAnswers,
        snapshot: HostSnapshot,
        _ explain: Explanation
    ) throws(Problem) {
        let texts = explain.texts
        let choice = try choice(texts)
        if apiKey != nil, choice != .apiKey {
            throw Problem(code: "unused-secret", message: texts("error.apiKeyUnused", ["choice": choice.rawValue]))
        }
        switch choice {
        case .skip: answers.intent = .skip
        case .apiKey: try fillAPIKey(&answers, snapshot: snapshot, texts)
        case .setupToken, .token: try fillToken(&answers, choice: choice, snapshot: snapshot, explain)
        }
    }

    /// The gateway's precedence: the flag, then the environment, then an already stored API-key profile.
    private func fillAPIKey(
        _ answers: inout SetupAnswers,
        snapshot: HostSnapshot,
        _ texts: Texts
    ) throws(Problem) {
        if let apiKey {
            answers.take(try SecretCheck(texts: texts).read(apiKey))
        } else if let candidate = snapshot.config.environment.credentialCandidates(of: snapshot.release.provider).first
        {
            answers.take(try SecretCheck(texts: texts).read(candidate.secret))
            answers.method = .environment(variable: candidate.variable)
        } else if snapshot.storedProfiles.contains(where: { $0.profile.credential.kind == .apiKey }) {
            answers.intent = .keep
            return
        } else {
            throw Problem(
                code: "missing-api-key",
                message: texts("error.apiKeyMissing"),
                next: texts("error.apiKeyMissing.next")
            )
        }
        try fill(.tokenProfileID, &answers, snapshot, texts)
    }

    private func fillToken(
        _ answers: inout SetupAnswers,
        choice: Choice,
        snapshot: HostSnapshot,
        _ explain: Explanation
    ) throws(Problem) {
        let texts = explain.texts
        if choice == .token { try checkProvider(snapshot, texts) }
        guard let token else {
            let key = choice == .token ? "error.tokenMissing" : "error.setupTokenMissing"
            throw Problem(code: "missing-token", message: texts(key), next: texts("error.tokenMissing.next"))
        }
        let check = SecretCheck(texts: texts)
        let secret = try check.readToken(token)
        let login = PasteReader.read(token).login
        if let login { _ = try check.words(for: login, now: snapshot.readAt, zone: explain.zone) }
        answers.take(secret)
        (answers.isClaudeLogin, answers.loginExpires) = (login != nil, login?.expires)
        if let tokenExpiresIn = self[.tokenExpiresIn]?.text {
            answers.expires = TimeRange.adding(try duration(tokenExpiresIn, texts), to: snapshot.readAt)
        }
        try fill(.tokenProfileID, &answers, snapshot, texts)
    }

    private func checkProvider(_ snapshot: HostSnapshot, _ texts: Texts) throws(Problem) {
        guard let tokenProvider = self[.tokenProvider]?.text?.lowercased(), !tokenProvider.isEmpty else {
            throw Problem(code: "missing-token-provider", message: texts("error.tokenProviderMissing"))
        }
        guard tokenProvider == snapshot.release.provider.id else {
            throw Problem(code: "bad-token-provider", message: texts("error.tokenProvider"))
        }
    }

    func duration(_ text: String, _ texts: Texts) throws(Problem) -> Int64 {
        do {
            return try DurationText.parse(text, defaultUnit: .days)
        } catch {
            throw Problem(
                code: "bad-duration",
                message: texts("error.tokenExpiresIn", ["reason": error.gatewayText])
            )
        }
    }
}

extension SetupAnswers {
    /// Sets the secret; its kind is detected from its text.
    package mutating func take(_ secret: Secret) {
        self.secret = secret
        let kind = SecretKind(of: secret)
        (self.kind, method) = (kind, .secret(kind))
    }
}
