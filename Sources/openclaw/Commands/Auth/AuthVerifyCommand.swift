internal import Anthropic
internal import ArgumentParser
internal import Credentials
internal import GatewayConfig
internal import GatewayHost
internal import JSON5
internal import Secrets

/// `openclaw models auth verify`: sends one request to the provider with one profile's credential.
struct AuthVerifyCommand: ParsableCommand {
    static let configuration = Words.command("verify", "verify")

    @Argument(help: Words.help("auth.id"))
    var id: String?

    @Option(help: Words.help("auth.agent"))
    var agent: String?

    @Option(help: Words.help("verify.model"))
    var model: String?

    @Option(help: Words.help("verify.timeout"))
    var timeout: String?

    @Flag(help: Words.help("verify.record"))
    var record = false

    @Flag(help: Words.help("writing.json"))
    var json = false

    @OptionGroup var lock: LockOptions
}

extension AuthVerifyCommand: Runnable {
    /// Exit code 0 if the provider accepted the credential, else 1.
    func run(in context: ProgramContext) throws(Problem) -> Int32 {
        let id = try ProfileArgument.required(id)
        let limit = try PositiveNumber.parse(
            timeout,
            code: "bad-timeout",
            message: Words.text("check.badTimeout", ["flag": "--timeout"])
        )
        let context = try context.waiting(lock)
        let snapshot = try context.readableSnapshot(settles: record)
        let explain = context.live.explanation(of: snapshot)
        let agent = try snapshot.agentID(agent, explain)
        if record, let refusal = snapshot.refusal(of: .recordChecks, agents: [agent], explain) { throw refusal }
        let profile = try snapshot.readableProfile(id, agent: agent, explain)
        let credential = try sendable(profile, snapshot, agent)
        let live = LiveCheck(host: context.live, snapshot: snapshot)
        let verification = live.verify(credential, model: try live.model(model), timeout: limit)
        live.remember(verification, profileID: id, credential)
        if record, let mark = CheckMark(verification, profileID: id) {
            try live.record([mark], agent: agent, command: "models auth verify --record")
        }
        tell(verification, agent: agent, id: id, kind: SecretKind(of: credential))
        return verification.isVerified ? 0 : 1
    }

    /// The secret of the profile; throws unless it is an Anthropic profile that exists and has not expired.
    private func sendable(_ profile: Profile, _ snapshot: HostSnapshot, _ agent: String) throws(Problem) -> Secret {
        guard ProviderName.normalized(profile.provider) == snapshot.release.provider.id else {
            throw Problem(
                code: "wrong-provider",
                message: Words.text("check.otherProvider", ["profile": profile.id, "provider": profile.provider])
            )
        }
        if let reference = profile.reference {
            let key = reference.isTemplate ? "check.template" : "check.reference"
            throw Problem(
                code: "unresolved_ref",
                message: Words.text(key, ["profile": profile.id, "reference": reference.shown]),
                next: Words.text("check.reference.next")
            )
        }
        let target = snapshot.probeTarget(profile, agent: agent)
        guard let credential = target.credential, target.reason != .missingCredential, target.reason != .expired else {
            throw Problem(
                code: target.reason?.rawValue ?? "missing_credential",
                message: Words.text("check.nothingToSend", ["profile": profile.id]),
                next: Words.text("check.nothingToSend.next", ["profile": profile.id])
            )
        }
        return credential
    }

    private func tell(_ verification: Verification, agent: String, id: String, kind: SecretKind) {
        let words = CheckWords(Words.texts)
        if json {
            Console.output(
                json: .object([
                    "ok": .bool(verification.isVerified), "agentId": .string(agent), "profileId": .string(id),
                    "verification": .object(words.members(verification, kind: kind)),
                ])
            )
        } else if verification.isVerified {
            Console.output([ReportLine.sentence(words.sentence(verification), .ok)])
        } else {
            Console.report(words.problem(verification, kind: kind), json: false)
        }
    }
}
