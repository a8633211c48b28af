internal import ChildProgram
package import Secrets

/// A check in the background: starts immediately, can be cancelled, and reports exactly once.
///
///     let check = Check.start(verifier, key, model: "claude-opus-4-6") { result in … csystem_signals_wake() }
///     check.cancel()      // the report still comes, as `.unanswered(.cancelled)`
///
/// A class because the screen and the thread share it.
package final class Check: Sendable {
    private let cancellation = Cancellation()

    private init() {}

    /// - Parameter report: called exactly once, on the check's own thread.
    package static func start(
        _ verifier: Verifier,
        _ credential: Secret,
        model: String,
        report: @escaping @Sendable (Verification) -> Void
    ) -> Check {
        begin { report(verifier.verify(credential, model: model, cancellation: $0)) }
    }

    /// The same for fetching the provider's model list.
    package static func start(
        _ models: LiveModels,
        report: @escaping @Sendable (Result<[LiveModel], Verification>) -> Void
    ) -> Check {
        begin { cancellation in
            do throws(Verification) {
                report(.success(try models.fetch(cancellation: cancellation)))
            } catch {
                report(.failure(error))
            }
        }
    }

    private static func begin(_ work: @escaping @Sendable (Cancellation) -> Void) -> Check {
        let check = Check()
        let cancellation = check.cancellation
        BackgroundThread.start { work(cancellation) }
        return check
    }

    /// Cancels it; may be called several times, also after the end.
    package func cancel() { cancellation.cancel() }
}
