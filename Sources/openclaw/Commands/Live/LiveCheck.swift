internal import Anthropic
internal import GatewayConfig
internal import GatewayHost
internal import Secrets

/// What every command does that asks the provider: says what is sent where, sends it, and remembers what came back.
struct LiveCheck {
    let snapshot: HostSnapshot

    /// The credential that an agent asks with first, of those that can be sent; nil where there is none.
    func credential(of agent: String) -> Secret? {
        snapshot.probeTargets(agent: agent).first { $0.reason == nil }?.credential
    }

    /// What has to be known before anything is sent, on standard error: what is asked of which host, and for a subscription
    /// token the dated note on what a plan may be used for.
    func announce(_ credentials: [Secret], asking sentence: String) {
        if let note = credentials.lazy.compactMap({ snapshot.policyNote(for: $0) }).first { Console.error(note) }
        Console.error(sentence)
    }

    /// The same for a question to a model.
    func announce(_ credentials: [Secret], model: String) {
        announce(credentials, asking: CheckWords(Words.texts).asking(host: snapshot.endpoint.host, model: model))
    }

    /// Asks with one credential, after the announcement.
    func verify(_ credential: Secret, model: String, timeout: Int64? = nil) -> Verification {
        announce([credential], model: model)
        let limits = timeout.map { TransportLimits(milliseconds: $0) } ?? TransportLimits()
        return snapshot.verifier(limits: limits).verify(credential, model: model)
    }

    /// Remembers outcomes for the labels; that it could not is told, and fails nothing.
    func remember(_ checks: [VerifiedRecords.Checked]) {
        var records = VerifiedRecords.read(on: snapshot)
        do throws(Problem) {
            try records.note(checks, on: snapshot)
        } catch {
            Console.error(Words.text("check.notKept", ["reason": error.message]))
        }
    }

    /// Remembers one outcome.
    func remember(_ verification: Verification, profileID: String, _ credential: Secret) {
        remember([VerifiedRecords.Checked(verification, profileID: profileID, credential)])
    }

    /// Writes the gateway's own marks for what the checks said.
    func record(_ marks: [CheckMark], agent: String, command: String) throws(Problem) {
        var snapshot = snapshot
        var last = Problem(code: "changed-meanwhile", message: Words.text("file.changedMeanwhile"))
        for _ in 0..<ProgramContext.turns {
            let plan = try ProfilePlanner(snapshot: snapshot).plan(.recordChecks(marks, agent: agent))
            guard !plan.isEmpty else { return }
            switch snapshot.apply(plan, command: command) {
            case .success(let report):
                Console.error(Words.text("check.recorded", ["count": String(marks.count)]))
                if let left = report.leftOver(Words.texts) { Console.error(left) }
                return
            case .failure(let failure):
                last = snapshot.explain(failure)
                guard case .changedMeanwhile = failure else { throw last }
                // The answer took its time, and the gateway writes its own marks.
                snapshot = HostSnapshot.read(snapshot.host, texts: snapshot.texts)
                if let problem = snapshot.problems.first { throw problem }
            }
        }
        throw last
    }

    /// The model to ask for; an alias or `provider/model` that was given, else the one that answers.
    func model(_ asked: String?) throws(Problem) -> String {
        let model: String?
        if let asked {
            model = ModelSettings(snapshot.config.root).reference(asked).flatMap { snapshot.checkedModel($0.key) }
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

/// Numbers of the command line that must be above zero, refused in the gateway's words.
enum PositiveNumber {
    static func parse(_ text: String?, code: String, message: String) throws(Problem) -> Int64? {
        guard let text else { return nil }
        guard let number = Double(text), number.isFinite, number >= 1, number <= 86_400_000 else {
            throw Problem(code: code, message: message)
        }
        return Int64(number)
    }
}
