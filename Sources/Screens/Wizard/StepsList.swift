internal import TerminalUI

/// The list of steps, done and missing; Enter goes to the marked one.
struct StepsList: Sendable, Equatable {
    var list: PickList

    /// The progress of the wizard.
    struct Progress {
        var flow: [StepID]
        var current: StepID
        var reachable: Set<StepID>
        var answered: Set<StepID>
        /// Why later steps cannot be reached yet.
        var missing: String
    }

    init(_ progress: Progress, _ words: Words) {
        let rows = progress.flow.filter { $0 != .done }.map { step in
            let isHere = step == progress.current
            let note = isHere ? words("steps.here") : progress.answered.contains(step) ? words("steps.answered") : ""
            return PickRow(
                id: step.rawValue,
                label: words(step.nameKey),
                notes: [note],
                unavailable: progress.reachable.contains(step) ? nil : progress.missing
            )
        }
        let target: StepID = progress.reachable.contains(.review) ? .review : progress.current
        list = PickList(rows, marked: rows.firstIndex { $0.id == target.rawValue } ?? 0)
    }
}
