internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Glibc
internal import Screens
internal import Secrets
internal import Synchronization

/// The checks of the screens on the real host: each on a thread of its own, what they came to kept until it is recorded.
///
/// A class because the screen's effects and the threads of the checks share what runs.
@MainActor
final class ScreenChecks {
    private let running = RunningChecks()
    /// What was asked with, by the check's id.
    private var secrets: [Int: Secret] = [:]

    /// How long leaving waits for what was stopped, in milliseconds.
    private static let longestFarewell = 300

    /// Who is asked on this host, and whether it can be.
    static func ability(_ snapshot: HostSnapshot, isAutomatic: Bool) -> CheckAbility {
        let endpoint = snapshot.endpoint
        let obstacle: String? =
            if !endpoint.keepsKeysPrivate {
                "insecureAddress"
            } else if !CurlTransport(environment: snapshot.host.environment).isAvailable {
                "noCurl"
            } else {
                nil
            }
        return CheckAbility(host: endpoint.host, obstacle: obstacle, isAutomatic: isAutomatic)
    }

    func start(_ request: CheckRequest, on snapshot: HostSnapshot, report: @escaping @Sendable (Verification) -> Void) {
        begin(request, on: snapshot, report: report) { secret, answered in
            secrets[request.id] = secret
            return Check.start(snapshot.verifier(), secret, model: request.model, report: answered)
        }
    }

    /// Asks which models there are; a report that is verified comes once `models` knows them.
    func ask(
        _ request: CheckRequest,
        on snapshot: HostSnapshot,
        into models: KnownModels,
        report: @escaping @Sendable (Verification) -> Void
    ) {
        let host = snapshot.endpoint.host
        begin(request, on: snapshot, report: report) { secret, answered in
            Check.start(snapshot.liveModels(secret)) { result in
                switch result {
                case .success(let offered):
                    models.take(offered, host: host)
                    answered(Verification(.verified, model: "", host: host))
                case .failure(let failure): answered(failure)
                }
            }
        }
    }

    /// Starts what asks with the secret of a request.
    private func begin(
        _ request: CheckRequest,
        on snapshot: HostSnapshot,
        report: @escaping @Sendable (Verification) -> Void,
        _ start: (Secret, @escaping @Sendable (Verification) -> Void) -> Check
    ) {
        guard let secret = secret(of: request.credential, on: snapshot) else {
            // It was there when the page was made; the file has changed since, and Apply will say so.
            return report(
                Verification(.unanswered(.unsendable), model: request.model, host: snapshot.endpoint.host)
            )
        }
        let (id, running) = (request.id, running)
        running.add(
            id,
            start(secret) { verification in
                running.end(id, verification)
                // Nobody waits for one that was stopped, and its id may be another's by now.
                if verification.outcome != .unanswered(.cancelled) { report(verification) }
            }
        )
    }

    func stop(_ id: Int) {
        running.cancel(id)
        secrets[id] = nil
    }

    /// Cancels all and waits, not for long, until the programs that ask are gone.
    func stopAll() {
        running.cancelAll()
        for _ in 0..<Self.longestFarewell where running.isBusy { usleep(1000) }
        secrets = [:]
    }

    func record(_ id: Int, profileID: String, on snapshot: HostSnapshot) -> Problem? {
        guard let secret = secrets[id], let verification = running.verification(id) else { return nil }
        var records = VerifiedRecords.read(on: snapshot)
        do throws(Problem) {
            try records.note(verification, profileID: profileID, secret, on: snapshot)
            // It is recorded once; no copy of the secret outlives that.
            secrets[id] = nil
            return nil
        } catch {
            return error
        }
    }

    private func secret(of credential: CheckRequest.Credential, on snapshot: HostSnapshot) -> Secret? {
        switch credential {
        case .pasted(let secret): secret
        case .environment(let variable): snapshot.environmentSecret(variable)
        case .stored(let id, let agent): snapshot.profile(id, agent: agent)?.credential.secret?.trimmed
        }
    }
}

/// The checks that run and what those that ended came to.
final class RunningChecks: Sendable {
    private struct State {
        var checks: [Int: Check] = [:]
        var ended: [Int: Verification] = [:]
    }

    private let state = Mutex(State())

    var isBusy: Bool { state.withLock { !$0.checks.isEmpty } }

    func add(_ id: Int, _ check: Check) {
        // It may have ended already.
        state.withLock { state in
            if state.ended[id] == nil { state.checks[id] = check }
        }
    }

    func end(_ id: Int, _ verification: Verification) {
        state.withLock { state in
            state.checks[id] = nil
            state.ended[id] = verification
        }
    }

    func verification(_ id: Int) -> Verification? { state.withLock { $0.ended[id] } }
    func cancel(_ id: Int) { state.withLock { $0.checks[id] }?.cancel() }
    func cancelAll() { for check in state.withLock({ Array($0.checks.values) }) { check.cancel() } }
}
