internal import ArgumentParser
internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Secrets

/// The flags of every command that writes profiles.
struct WritingOptions: ParsableArguments {
    @Flag(help: Words.help("writing.dryRun"))
    var dryRun = false

    @Flag(help: Words.help("writing.yes"))
    var yes = false

    @Flag(help: Words.help("writing.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

/// Where the secret comes from and the profile id under which it is stored.
struct SecretOptions: ParsableArguments {
    @Option(help: Words.help("auth.provider"))
    var provider: String?

    @Option(help: Words.help("auth.tokenFile"))
    var tokenFile: String?

    @Option(help: Words.help("auth.profileId"))
    var profileId: String?

    @Option(help: Words.help("auth.expiresIn"))
    var expiresIn: String?

    @Option(help: Words.help("auth.agents"))
    var agent: [String] = []

    @Flag(help: Words.help("auth.storeOnly"))
    var storeOnly = false
}

extension SecretOptions {
    /// Only Anthropic credentials are stored here; the gateway's own program handles the other providers.
    func checkProvider() throws(Problem) {
        guard let provider, ProviderName.normalized(provider) != ProviderName.anthropic else { return }
        throw Problem(
            code: "wrong-provider",
            message: Words.text("auth.wrongProvider", ["provider": Redaction.redact(provider)]),
            next: Words.text("auth.wrongProvider.next")
        )
    }

    /// The lifetime of the token in milliseconds; a number without a unit is days.
    func duration() throws(Problem) -> Int64? {
        guard let expiresIn else { return nil }
        do throws(DurationText.Failure) {
            let duration = try DurationText.parse(expiresIn, defaultUnit: .days)
            guard duration == 0 else { return duration }
        } catch {
            throw Problem(
                code: "bad-duration",
                message: error.gatewayText,
                next: Words.text("auth.badDuration.next")
            )
        }
        throw Problem(
            code: "bad-duration",
            message: Words.text("auth.noDuration", ["value": Redaction.redact(expiresIn)]),
            next: Words.text("auth.noDuration.next")
        )
    }

    /// The requested profile id; an id that looks like a secret is refused.
    func checkedProfileID() throws(Problem) -> String? {
        guard let profileId else { return nil }
        let id = ProfileNaming.id(ofName: profileId)
        guard ProfileNaming.problem(with: profileId) == nil, !id.contains(where: \.isWhitespace),
            id.hasPrefix(ProfileNaming.anthropicPrefix), id.count > ProfileNaming.anthropicPrefix.count
        else {
            throw .badProfileID(Words.texts)
        }
        return id
    }
}
