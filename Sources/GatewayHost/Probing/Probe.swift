package import Anthropic
package import ChildProgram
internal import Synchronization

/// Checks several credentials concurrently and returns the results in the order of the targets.
package struct Probe: Sendable {
    package struct Options: Sendable, Equatable {
        package var timeoutMilliseconds: Int64 = 8000
        package var concurrency = 2
        package var maximumTokens = 8
        package var provider: String?
        package var profileIDs: [String] = []

        package init() {}
    }

    /// The result of one target; without a verification nothing was sent.
    package struct Result: Sendable, Equatable {
        package let target: ProbeTarget
        package let verification: Verification?
        package let reason: ProbeTarget.ReasonCode?
    }

    private let verifier: Verifier
    private let model: String?
    private let options: Options

    /// - Parameter model: the model id without the provider prefix; nil if there is none to request.
    package init(_ verifier: Verifier, model: String?, options: Options) {
        self.verifier = verifier
        self.model = model
        self.options = options
    }

    /// Blocks until all are done. `progress` is called from any thread with the number done so far.
    package func run(
        _ targets: [ProbeTarget],
        cancellation: Cancellation = Cancellation(),
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) -> [Result] {
        let asked = targets.indices.filter {
            targets[$0].reason == nil && targets[$0].credential != nil && model != nil
        }
        let board = Board(asked)
        let workers = max(1, min(options.concurrency, asked.count))
        BackgroundThread.together(workers) { [self] in
            while let index = board.next() {
                let result = check(targets[index], cancellation)
                progress(board.note(result, at: index), asked.count)
            }
        }
        return targets.indices.map { index in
            let verification = board.outcome(at: index)
            let reason = targets[index].reason ?? (verification == nil ? .noModel : nil)
            return Result(target: targets[index], verification: verification, reason: reason)
        }
    }

    private func check(_ target: ProbeTarget, _ cancellation: Cancellation) -> Verification? {
        guard let credential = target.credential, let model else { return nil }
        return verifier.verify(
            credential,
            model: model,
            maximumTokens: options.maximumTokens,
            cancellation: cancellation
        )
    }
}

/// Distributes the targets and collects the results; a class because the workers share it.
private final class Board: Sendable {
    private struct State {
        var waiting: ArraySlice<Int>
        var outcomes: [Int: Verification] = [:]
    }

    private let state: Mutex<State>

    init(_ indices: [Int]) {
        state = Mutex(State(waiting: indices[...]))
    }

    func next() -> Int? { state.withLock { $0.waiting.popFirst() } }

    /// Returns the number of results so far.
    func note(_ verification: Verification?, at index: Int) -> Int {
        state.withLock { state in
            state.outcomes[index] = verification
            return state.outcomes.count
        }
    }

    func outcome(at index: Int) -> Verification? { state.withLock { $0.outcomes[index] } }
}
