internal import Anthropic
internal import Credentials
internal import GatewayHost
internal import Glibc
internal import Screens
internal import Secrets
internal import Synchronization

/// Runs the checks of the screens against the real provider, each on its own thread, and keeps the results until they
/// are recorded.
///
/// A class because the screen's effects and the check threads share the running checks.
@MainActor
final class ScreenChecks {
    private let running = RunningChecks()
    /// The secret of each check, by the check's id.
    private var secrets: [Int: Secret] = [:]

    /// How long leaving waits for cancelled checks, in milliseconds.
    private static let longestFarewell = 300

    /// Which provider host checks use on this host, and whether a check is possible.
    static func ability(_ snapshot: HostSnapshot, _ live: LiveHost, isAutomatic: Bool) -> CheckAbility {
        let endpoint = snapshot.endpoint
        let obstacle: String? =
            if !endpoint.keepsKeysPrivate {
                "insecureAddress"
            } else if !CurlTransport(environment: live.host.environment).isAvailable {
                "noCurl"
            } else {
                nil
            }
        return CheckAbility(host: endpoint.shown, obstacle: obstacle, isAutomatic: isAutomatic)
    }

    func start(
        _ request: CheckRequest,
        on snapshot: HostSnapshot,
        _ live: LiveHost,
        report: @escaping @Sendable (Verification) -> Void
    ) {
        begin(request, on: snapshot, report: report) { secret, answered in
            secrets[request.id] = secret
            return Check.start(snapshot.verifier(live), secret, model: request.model, report: answered)
        }
    }

    /// Fetches the model list. A successful result is reported only after `models` has the list.
    func ask(
        _ request: CheckRequest,
        on snapshot: HostSnapshot,
        _ live: LiveHost,
        into models: KnownModels,
        report: @escaping @Sendable (Verification) -> Void
    ) {
        let host = snapshot.endpoint.shown
        begin(request, on: snapshot, report: report) { secret, answered in
            Check.start(snapshot.liveModels(secret, live)) { result in
                switch result {
                case .success(let offered):
                    models.take(offered, host: host)
                    answered(Verification(.verified, model: "", host: host))
                case .failure(let failure): answered(failure)
                }
            }
        }
    }

    /// Starts a request with the secret of a check.
    private func begin(
        _ request: CheckRequest,
        on snapshot: HostSnapshot,
        report: @escaping @Sendable (Verification) -> Void,
        _ start: (Secret, @escaping @Sendable (Verification) -> Void) -> Check
    ) {
        guard let secret = secret(of: request.credential, on: snapshot) else {
            // The profile existed when the page was built and the file changed since; Apply will report that.
            return report(
                Verification(.unanswered(.unsendable), model: request.model, host: snapshot.endpoint.shown)
            )
        }
        let (id, running) = (request.id, running)
        running.add(
            id,
            start(secret) { verification in
                running.end(id, verification)
                // A cancelled check has no receiver, and its id may be reused by now.
                if verification.outcome != .unanswered(.cancelled) { report(verification) }
            }
        )
    }

    func stop(_ id: Int) {
        running.cancel(id)
        secrets[id] = nil
    }

    /// Cancels all checks and waits a bounded time for their child processes to end.
    func stopAll() {
        running.cancelAll()
        for _ in 0..<Self.longestFarewell where running.isBusy { usleep(1000) }
        secrets = [:]
    }

    func record(_ id: Int, profileID: String, on snapshot: HostSnapshot, _ live: LiveHost) -> Problem? {
        guard let secret = secrets[id], let verification = running.verification(id) else { return nil }
        var records = VerifiedRecords.read(on: snapshot, live)
        do throws(Problem) {
            try records.note(verification, profileID: profileID, secret, on: snapshot, live)
            // The result is recorded once; after that no copy of the secret is kept.
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

/// The running checks and the results of finished ones.
final class RunningChecks: Sendable {
    private struct State {
        var checks: [Int: Check] = [:]
        var ended: [Int: Verification] = [:]
    }

    private let state = Mutex(State())

    var isBusy: Bool { state.withLock { !$0.checks.isEmpty } }

    func add(_ id: Int, _ check: Check) {
        // The check may have ended already.
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
