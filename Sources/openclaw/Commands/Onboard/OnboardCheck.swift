internal import Anthropic
internal import GatewayHost
internal import JSON5
internal import Secrets

/// The live check of `onboard --verify`, which runs before anything is written.
struct OnboardCheck {
    let verification: Verification
    private let live: LiveCheck
    private let credential: Secret
    private let profileID: String

    /// Sends a request with the credential that the plan stores and the model that will be in use.
    static func run(
        _ plan: ChangePlan,
        _ answers: SetupAnswers,
        _ snapshot: HostSnapshot,
        _ host: LiveHost
    ) throws(Problem) -> OnboardCheck {
        guard let credential = answers.secret, let stored = plan.summary.credential else {
            throw Problem(
                code: "nothing-to-verify",
                message: Words.text("check.nothingToVerify"),
                details: [Words.text("file.nothingChanged")],
                next: Words.text("check.nothingToVerify.next")
            )
        }
        let live = LiveCheck(host: host, snapshot: snapshot)
        let verification = live.verify(credential, model: try live.model(answers.model))
        return OnboardCheck(
            verification: verification,
            live: live,
            credential: credential,
            profileID: stored.profileID
        )
    }

    private var kind: SecretKind { SecretKind(of: credential) }
    private var words: CheckWords { CheckWords(Words.texts) }

    /// Stores the result for the status labels, after the credential itself is stored.
    func remember() {
        live.remember(verification, profileID: profileID, credential)
    }

    /// Reports why nothing was written.
    func refuse(json: Bool) {
        let details = [Words.text("file.nothingChanged"), Words.text("check.saveUnverified.next")]
        let problem = words.problem(verification, kind: kind, details: details)
        guard json, var members = problem.document.objectValue else { return Console.report(problem, json: json) }
        add(to: &members)
        Console.output(json: .object(members))
    }

    func add(to members: inout Members) {
        members["verification"] = .object(words.members(verification, kind: kind))
        guard var credential = members["credential"]?.objectValue else { return }
        credential["verified"] = .bool(verification.isVerified)
        members["credential"] = .object(credential)
    }
}
