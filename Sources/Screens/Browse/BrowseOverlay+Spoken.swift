internal import TerminalUI

// Overlays in line mode: the same texts and rows as on a screen.
extension BrowseOverlay {
    /// The overlay as a page; nil for one that only its screen can tell.
    func spoken(_ words: Words) -> SpokenPage? {
        switch self {
        case .undo(let strip): strip.spoken(words)
        case .check(let question): question.strip.spoken(words)
        case .leaving(let leaving): overlay([leaving.question.text], leaving.question.list.asking(words))
        case .editor(let editor): editor.spoken(words)
        case .reading(let reading): overlay(reading.spoken(words), .nothing)
        case .agents(let list): overlay([words("profiles.whichAgent")], list.asking(words), isList: true)
        case .naming(let naming): naming.spoken(words)
        case .menu, .proposal, .targets, .secret: nil
        }
    }

    private func overlay(_ lines: [String], _ asking: Asking, isList: Bool = false) -> SpokenPage {
        SpokenPage(lines: lines, asking: asking, isOverlay: true, isList: isList)
    }
}

extension Strip {
    func spoken(_ words: Words) -> SpokenPage {
        SpokenPage(lines: [title] + words.spoken(lines), asking: list.asking(words), isOverlay: true)
    }
}

extension Naming {
    func spoken(_ words: Words) -> SpokenPage {
        let asking: Asking = choice.map { $0.list.asking(words) } ?? .text(strip.field.text)
        let notes = choice == nil ? words.spoken(strip.notes) : []
        return SpokenPage(lines: [strip.title] + notes, asking: asking, isOverlay: true)
    }
}

extension ParameterEditor {
    func spoken(_ words: Words) -> SpokenPage {
        let asking: Asking =
            switch input {
            case .rows(let list): list.asking(words)
            case .number(let field, _): .text(field.text)
            }
        // The columns of the rows have no heads here.
        let columns = heads.isEmpty ? [] : [words("parameters.dollars")]
        return SpokenPage(lines: [title] + words.spoken(notes) + columns, asking: asking, isOverlay: true)
    }
}

extension SpokenScreen where Self: OverlaidScreen {
    var spokenReading: Reading? {
        if case .reading(let reading) = overlays.last { reading } else { nil }
    }

    /// Marks a row of the topmost overlay; false if only keys can.
    mutating func markInOverlay(_ row: SpokenRow) -> Bool {
        guard var overlay = overlays.last else { return false }
        if case .targets(var targets) = overlay {
            targets.list.mark(id: row.id)
            overlay = .targets(targets)
        } else if var list = overlay.list {
            list.mark(id: row.id)
            overlay.list = list
        } else {
            return false
        }
        replaceOverlay(overlay)
        return true
    }
}

extension ProposingScreen {
    /// A proposal as a page: what is asked, the files, what follows, then the rows.
    func spoken(_ proposal: Proposal) -> SpokenPage {
        let blocks = blocks(proposal, waiting: waitingText)
        let asking: Asking = progress.pending == nil ? proposal.list.asking(words) : .waiting
        // While a new secret is checked only the state of the check changes.
        let subject = proposal.replacement.map { "replace " + $0.profile + (proposal.isNew ? " new" : "") }
        return SpokenPage(subject: subject, lines: words.spoken(blocks), asking: asking, isOverlay: true)
    }
}
