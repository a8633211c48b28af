internal import GatewayHost
internal import TerminalUI

/// A browse screen with a stack of overlays: questions, help, the preview of undo.
protocol OverlaidScreen {
    var words: Words { get }
    /// The topmost is last.
    var overlays: [BrowseOverlay] { get set }
    var message: Message? { get set }
    /// Whether the current frame was visible; actions that write require it.
    var isShown: Bool { get set }
    /// What was done on this screen, for the shell.
    var told: [String] { get set }
}

extension OverlaidScreen {
    mutating func open(_ overlay: BrowseOverlay) {
        overlays.append(overlay)
        isShown = false
    }

    mutating func close() {
        _ = overlays.popLast()
        isShown = false
    }

    /// Replaces the topmost overlay.
    mutating func replaceOverlay(_ overlay: BrowseOverlay) {
        guard !overlays.isEmpty else { return }
        overlays[overlays.count - 1] = overlay
    }

    /// Opens or closes the help.
    mutating func toggle(_ sheet: HelpSheet) {
        if case .reading(let reading) = overlays.last, reading.subject == .help { return close() }
        open(.reading(sheet.reading))
    }

    // MARK: - Undo

    /// Shows the preview of undo.
    mutating func showUndo(_ result: Result<[String]?, Problem>) {
        switch result {
        case .failure(let problem): message = .error(problem.sentence)
        case .success(nil): message = .plain(words("profiles.nothingToUndo"))
        case .success(let lines?): open(.undo(Strip(undoing: lines, words)))
        }
    }

    /// Reports what was restored.
    mutating func tellUndone(_ result: Result<[String], Problem>) {
        switch result {
        case .success(let lines):
            message = .ok(lines.first ?? "")
            told += lines
        case .failure(let problem): message = .error(problem.sentence)
        }
    }
}
