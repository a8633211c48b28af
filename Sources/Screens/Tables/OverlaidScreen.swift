internal import GatewayHost
internal import TerminalUI

/// A screen that shows things, with what lies over it: questions, help, what undo would do.
protocol OverlaidScreen {
    var words: Words { get }
    /// The topmost last.
    var overlays: [TableOverlay] { get set }
    var message: Message? { get set }
    /// The frame, as it is now, was on the screen: what writes waits for that.
    var isShown: Bool { get set }
    /// What was done here, for the shell.
    var told: [String] { get set }
}

extension OverlaidScreen {
    mutating func open(_ overlay: TableOverlay) {
        overlays.append(overlay)
        isShown = false
    }

    mutating func close() {
        _ = overlays.popLast()
        isShown = false
    }

    /// The topmost one, changed.
    mutating func replaceOverlay(_ overlay: TableOverlay) {
        guard !overlays.isEmpty else { return }
        overlays[overlays.count - 1] = overlay
    }

    /// Opens the help, or closes it.
    mutating func toggle(_ sheet: HelpSheet) {
        if case .reading(let reading) = overlays.last, reading.subject == .help { return close() }
        open(.reading(sheet.reading))
    }

    // MARK: - Undo

    /// Shows what undo would do, before it is done.
    mutating func showUndo(_ result: Result<[String]?, Problem>) {
        switch result {
        case .failure(let problem): message = .error(problem.sentence)
        case .success(nil): message = .plain(words("profiles.nothingToUndo"))
        case .success(let lines?): open(.undo(Strip(undoing: lines, words)))
        }
    }

    /// Tells what was put back.
    mutating func tellUndone(_ result: Result<[String], Problem>) {
        switch result {
        case .success(let lines):
            message = .ok(lines.first ?? "")
            told += lines
        case .failure(let problem): message = .error(problem.sentence)
        }
    }
}
