internal import Anthropic
internal import GatewayConfig
internal import GatewayHost
internal import Secrets

/// The shared part of commands that send requests to the provider: announce, send, record the result.
struct LiveCheck {
    let host: LiveHost
    let snapshot: HostSnapshot

    /// The first credential in the agent's order that can be sent; nil if there is none.
    func credential(of agent: String) -> Secret? {
        snapshot.probeTargets(agent: agent).first { $0.reason == nil }?.credential
    }

    /// Prints on standard error, before anything is sent, what is asked of which host. For a subscription token it adds
    /// the dated note on what a plan may be used for.
    func announce(_ credentials: [Secret], asking sentence: String) {
        if let note = credentials.lazy.compactMap({ snapshot.policyNote(for: $0, Words.texts) }).first {
            Console.error(note)
        }
        Console.error(sentence)
    }

    /// The same for a request to a model.
    func announce(_ credentials: [Secret], model: String) {
        announce(credentials, asking: CheckWords(Words.texts).asking(host: snapshot.endpoint.shown, model: model))
    }

    /// Announces and sends one request with one credential.
    func verify(_ credential: Secret, model: String, timeout: Int64? = nil) -> Verification {
        announce([credential], model: model)
        let limits = timeout.map { TransportLimits(milliseconds: $0) } ?? TransportLimits()
        return snapshot.verifier(host, limits: limits).verify(credential, model: model)
    }

    /// Stores the results for the status labels. A failure to store is reported but does not fail the command.
    func remember(_ checks: [VerifiedRecords.Checked]) {
        var records = VerifiedRecords.read(on: snapshot, host)
        do throws(Problem) {
            try records.note(checks, on: snapshot, host)
        } catch {
            Console.error(Words.text("check.notKept", ["reason": error.message]))
        }
    }

    /// Stores one result.
    func remember(_ verification: Verification, profileID: String, _ credential: Secret) {
        remember([VerifiedRecords.Checked(verification, profileID: profileID, credential)])
    }

    /// Writes the results as the gateway's own usage marks into the credential store.
    ///
    /// The request took time, and a profile may have another secret by now, which was not asked about.
    func record(_ marks: [CheckMark], agent: String, command: String) throws(Problem) {
        var (kept, replaced) = (marks, [CheckMark]())
        var change = HostChange(command: command, requirement: .everything, obstacles: .done) { now in
            kept = marks.filter { now.hasCredential(of: $0.profileID, readBy: agent, asIn: snapshot) }
            replaced = marks.filter { !kept.contains($0) }
            return .profile(.recordChecks(kept, agent: agent))
        }
        change.holding = { HeldWrite.run($0) }
        let outcome = try host.apply(retrying: change, on: snapshot)
        for mark in replaced { Console.error(Words.text("check.replaced", ["profile": mark.profileID])) }
        guard case .applied(_, let report) = outcome else { return }
        Console.error(Words.text("check.recorded", ["count": String(kept.count)]))
        if let left = report.leftOver(Words.texts) { Console.error(left) }
    }

    /// The model to request: the given alias or `provider/model`, else the primary model. Throws if a request cannot be
    /// made here.
    func model(_ asked: String?) throws(Problem) -> String {
        try snapshot.requireRequestValues(host.explanation(of: snapshot))
        let model: String?
        if let asked {
            let settings = ModelSettings(snapshot.config.root, snapshot.release.format)
            model = settings.reference(asked).flatMap { snapshot.checkedModel($0.key) }
        } else {
            model = snapshot.probeModel
        }
        guard let model else {
            throw Problem(
                code: "other-model",
                message: Words.text("check.otherModel", ["model": Redaction.redact(asked ?? "")]),
                next: Words.text("check.otherModel.next")
            )
        }
        return model
    }
}

/// Checks that a number on the command line is positive; the message is the gateway's.
enum PositiveNumber {
    static func parse(_ text: String?, code: String, message: String) throws(Problem) -> Int64? {
        guard let text else { return nil }
        guard let number = Double(text), number.isFinite, number >= 1, number <= 86_400_000 else {
            throw Problem(code: code, message: message)
        }
        return Int64(number)
    }
}
