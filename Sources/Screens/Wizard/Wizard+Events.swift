internal import GatewayHost
internal import Secrets
internal import TerminalUI

extension Wizard {
    package mutating func handle(_ event: ScreenEvent) -> [Effect] {
        time = max(time, event.time ?? time)
        let effects = react(to: event)
        // Leaving cancels the check.
        let isLeft = effects.contains { $0.isLeaving }
        return isLeft ? check.stop() + modelsAsk.stop() + effects : effects + followCheck()
    }

    private mutating func react(to event: ScreenEvent) -> [Effect] {
        switch event {
        case .resized(let size):
            let before = (words.isNarrow, isBroad)
            self.size = size
            if (words.isNarrow, isBroad) != before { refreshCurrent() }
        case .key(let key, let now): return handle(key, at: now)
        case .presented(let now): return presented(at: now)
        case .woken(let now): return woken(at: now)
        case .suspendRefused: message = .plain(words("suspend.refused"))
        case .reread(let result): reread(result)
        case .applied(let result, let interrupted, let now): return applied(result, interrupted: interrupted, at: now)
        case .undone(let result): undone(result)
        case .browse: break
        case .checked(let id, let verification, _): return checked(verification, id: id)
        case .recordFailed(let problem): message = .warning(problem.message)
        }
        return []
    }

    private mutating func presented(at now: Int64) -> [Effect] {
        if findsRefusal() { return [.wake(afterMilliseconds: 0)] }
        isShown = true
        noteAnnouncement()
        pace.shown(at: now)
        var step = steps[current]
        step.presented()
        steps[current] = step
        return []
    }

    // MARK: - Keys

    private mutating func handle(_ key: Key, at now: Int64) -> [Effect] {
        enters.note(key, at: now)
        settling = nil
        if FrameLayout(size: size).isTooSmall { return handleTooSmall(key) }
        if steps.review.state == .applying { return [] }
        if writes, !isShown, key != .control("c") { return [] }
        // A held Enter does not accept a warning; the warning stays.
        if key == .enter, enters.verdict == .repeated, current == .credential, steps.credential.isWarned { return [] }
        message = nil
        if let secret = key.pasted, !takesPaste { return drop(secret, key) }
        if let effects = handleOverlay(key, at: now) { return effects }
        return overlays.isEmpty ? handlePage(key, at: now) : command(for: key)
    }

    /// Whether Enter here can write: keys pressed before the page was visible are dropped.
    var writes: Bool { overlays.last?.writes ?? (current == .review) }

    private func handleTooSmall(_ key: Key) -> [Effect] {
        switch KeyTable.command(for: key, in: .reading) {
        case .leave: [.leave(code: current == .done ? 0 : 130)]
        case .redraw: [.repaint]
        case .suspend: [.suspend]
        default: []
        }
    }

    private mutating func handlePage(_ key: Key, at now: Int64) -> [Effect] {
        var step = steps[current]
        let outcome = step.handle(key, context, &answers)
        steps[current] = step
        switch outcome {
        case .ignored: return command(for: key)
        case .handled: break
        case .say(let message): self.message = message
        case .next: goForward()
        case .open(let target):
            guard flow.steps(answers).contains(flow.place(of: target)) else { return openDiff() }
            show(target)
            returnsToReview = true
        case .showDiff: return openDiff()
        case .apply(let plan): return chosen(.apply(plan), at: now)
        case .awaitCheck: return chosen(.awaitCheck, at: now)
        case .check: return chosen(.check, at: now)
        case .askModels: return askModels()
        case .undo: openUndo()
        case .showCommand: openCommand()
        case .openHome: return [.leaveForHome]
        case .again: return startAgain()
        case .resume: resume()
        case .leave(let code): return [.leave(code: code)]
        }
        return []
    }

    private mutating func command(for key: Key) -> [Effect] {
        guard let command = KeyTable.command(for: key, in: keys) else { return [] }
        switch command {
        case .back: goBackOrClose()
        case .steps: openSteps()
        case .help: openHelp()
        case .leave: return leave()
        case .redraw:
            message = .plain(words("reread"))
            return [.repaint, .reread]
        case .suspend: return [.suspend]
        case .diff: return openDiff()
        case .showCommand: openCommand()
        case .undo: openUndo()
        case .up, .down, .pageUp, .pageDown, .first, .last: scroll(command)
        default: break
        }
        return []
    }

    private mutating func goBackOrClose() {
        if !overlays.isEmpty { return close() }
        if steps.review.state.isWaiting { return stopWaiting() }
        goBack()
    }

    /// Leaves if nothing would be lost or the question is already shown.
    private mutating func leave() -> [Effect] {
        if current == .done { return [.leave(code: 0)] }
        if steps.review.state.isWaiting { stopWaiting() }
        if case .question(let question) = overlays.last, question.subject == .leave { return [.leave(code: 130)] }
        guard wouldLose else { return [.leave(code: refusal == nil ? 130 : 1)] }
        let question = Question(
            .leave,
            text: words("leave.question"),
            no: words("leave.stay"),
            yes: words("leave.leave")
        )
        open(.question(question))
        return []
    }

    // MARK: - Overlays

    private mutating func handleOverlay(_ key: Key, at now: Int64) -> [Effect]? {
        switch overlays.last {
        case .question(var question):
            if let command = KeyTable.command(for: key, in: .question), command == .yes || command == .no {
                return answer(question.subject, yes: command == .yes, at: now)
            }
            let action = question.list.handle(key)
            replaceOverlay(.question(question))
            guard case .chosen(let index) = action else { return action == .handled ? [] : nil }
            return answer(question.subject, yes: question.list.rows[index].id == Question.yes, at: now)
        case .steps(var steps):
            let action = steps.list.handle(key)
            replaceOverlay(.steps(steps))
            switch action {
            case .chosen(let index): goTo(steps.list.rows[index].id)
            case .refused(.rowUnavailable(let index)):
                message = .plain(steps.list.rows[index].unavailable ?? "")
            case .handled: break
            default: return nil
            }
            return []
        case .reading, nil: return nil
        }
    }

    private mutating func goTo(_ id: String) {
        overlays = []
        isShown = false
        guard let target = flow.page(StepID(id))?.id, target != current else { return }
        returnsToReview = false
        jump(to: target)
    }

    private mutating func answer(_ subject: Question.Subject, yes: Bool, at now: Int64) -> [Effect] {
        // The row that opened the question was chosen by Enter: held down, it does not answer it as well.
        if yes, subject == .undo { return chosen(.undo, at: now) }
        close()
        return yes ? [.leave(code: 130)] : []
    }

    private mutating func scroll(_ command: Command) {
        guard case .reading(var reading) = overlays.last else { return }
        reading.scroll(command, in: bodyArea, marks: marks)
        replaceOverlay(.reading(reading))
    }

    private mutating func replaceOverlay(_ overlay: Overlay) {
        overlays[overlays.count - 1] = overlay
    }

    // MARK: - Pastes

    private var takesPaste: Bool {
        overlays.isEmpty && (keys == .secretField || keys == .textField || current == .credential)
    }

    /// Whether a paste is text for the filter of a long list.
    private func isFilter(_ secret: Secret) -> Bool {
        overlays.isEmpty && keys == .longList && secret.count <= Self.longestFilter && !secret.looksLikeCredential
    }

    private func isPartOfAModel(_ secret: Secret) -> Bool {
        let text = secret.withUTF8 { String(decoding: $0, as: UTF8.self) }.lowercased()
        return steps.model.list.rows.contains { $0.id.lowercased().contains(text) }
    }

    /// In bytes; the id of a model is shorter.
    private static let longestFilter = 64

    /// A paste on a page without a field: if it is the rest of a paste into Credential it is appended there, else
    /// dropped.
    private mutating func drop(_ secret: Secret, _ key: Key) -> [Effect] {
        if overlays.isEmpty, followsCredential, !isWholeCredential(secret) {
            let added = steps.credential.addLate(key, context, &answers)
            // The rest of a credential that came too late is no part of a model's id.
            if !added, isFilter(secret), isPartOfAModel(secret) { return handlePage(key, at: time) }
            show(.credential)
            message = added ? lateMessage(key) : .warning(words("credential.lateDropped"))
            return []
        }
        if isFilter(secret) { return handlePage(key, at: time) }
        message = .warning(words(secret.looksLikeCredential ? "paste.droppedKey" : "paste.dropped"))
        return []
    }

    private func lateMessage(_ key: Key) -> Message {
        if case .brokenPaste(let piece) = key, piece.progress == .paused {
            return .plain(words("credential.paused", ["count": String(piece.whole.count)]))
        }
        return .ok(words("credential.late", ["count": String(steps.credential.field.count)]))
    }

    private func isWholeCredential(_ secret: Secret) -> Bool {
        switch PasteReader.read(secret).outcome {
        case .setupToken, .apiKey, .several: true
        case .unknownKind, .refused: false
        }
    }
}
