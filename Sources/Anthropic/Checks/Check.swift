internal import ChildProgram
package import Secrets

/// A check that runs beside the screen: starts at once, can be cancelled at once, reports once.
///
///     let check = Check.start(verifier, key, model: "claude-opus-4-6") { result in … csystem_signals_wake() }
///     check.cancel()      // the report comes all the same, with `.unanswered(.cancelled)`
///
/// A class because the screen and the thread hold the same one.
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

    /// The same for the question which models the provider offers.
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

    /// Ends it; any number of times, also after its end.
    package func cancel() { cancellation.cancel() }

    package var isCancelled: Bool { cancellation.isCancelled }
}
