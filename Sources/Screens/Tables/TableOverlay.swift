internal import TerminalUI

/// What lies over a screen that shows things until it is closed.
enum TableOverlay: Sendable {
    /// What can be done with the marked row; the letters stand beside the rows.
    case menu(RowMenu)
    case proposal(Proposal)
    /// What undo would do.
    case undo(Strip)
    /// Whether a stored profile is to be checked.
    case check(CheckQuestion)
    /// Which agent's profiles are shown.
    case agents(PickList)
    /// Which agents a profile is copied to.
    case targets(Targets)
    case secret(SecretPage)
    case reading(Reading)
    /// The value of a parameter.
    case editor(ParameterEditor)
    /// Whether to leave what is not saved.
    case leaving(Leaving)

    var keys: KeyContext {
        switch self {
        case .menu, .agents: .menu
        case .proposal(let proposal): proposal.keys
        case .undo, .check: .question
        case .targets: .targets
        case .secret(let page): page.keys
        case .reading: .reading
        case .editor(let editor): editor.keys
        case .leaving: .question
        }
    }

    /// Enter can write here: keys pressed before it was seen are dropped.
    var writes: Bool {
        switch self {
        case .proposal, .undo, .check: true
        case .menu, .agents, .targets, .secret, .reading, .editor, .leaving: false
        }
    }

    /// The profile that it is about; nil where it is about none.
    var profile: String? {
        switch self {
        case .menu(let menu): menu.profile
        case .targets(let targets): targets.profile
        case .secret(let page): page.profile
        case .check(let question): question.profile
        case .proposal, .undo, .agents, .reading, .editor, .leaving: nil
        }
    }

    /// The rows that Enter takes one of.
    var list: PickList? {
        get {
            switch self {
            case .menu(let menu): menu.list
            case .proposal(let proposal): proposal.list
            case .undo(let strip): strip.list
            case .check(let question): question.strip.list
            case .agents(let list): list
            case .editor(let editor): editor.list
            case .leaving(let leaving): leaving.question.list
            case .targets, .secret, .reading: nil
            }
        }
        set {
            guard let list = newValue else { return }
            switch self {
            case .menu(var menu):
                menu.list = list
                self = .menu(menu)
            case .proposal(var proposal):
                proposal.list = list
                self = .proposal(proposal)
            case .undo(var strip):
                strip.list = list
                self = .undo(strip)
            case .check(var question):
                question.strip.list = list
                self = .check(question)
            case .agents: self = .agents(list)
            case .editor(var editor):
                editor.list = list
                self = .editor(editor)
            case .leaving(var leaving):
                leaving.question.list = list
                self = .leaving(leaving)
            case .targets, .secret, .reading: break
            }
        }
    }

    /// The secret that is to replace another one.
    var replacement: Replacement? {
        if case .proposal(let proposal) = self { proposal.replacement } else { nil }
    }

    /// The row that `y` takes; nil where there is no such question.
    func yes(_ words: Words) -> String? {
        switch self {
        case .proposal(let proposal): proposal.yes(words)
        case .undo: Strip.doIt
        case .check: Strip.checkIt
        case .menu, .agents, .targets, .secret, .reading, .editor, .leaving: nil
        }
    }

    var enterLabel: String {
        switch self {
        case .menu, .agents, .proposal, .undo, .check, .editor, .leaving: "choose"
        case .targets, .secret: "continue"
        case .reading: "back"
        }
    }
}

/// The acts on a row, each with its letter.
struct RowMenu: Sendable {
    /// The row it was opened for, wherever the mark goes meanwhile.
    let profile: String
    let title: String
    var list: PickList
    /// What each row does, by its id.
    let commands: [String: Command]
    /// Why a row cannot be taken, by its id.
    let reasons: [String: String]
}

/// Changes that are not saved, on the way out.
struct Leaving: Sendable {
    var question: Question
    /// What leaving them means.
    let effects: [Effect]
}

/// Agents to tick.
struct Targets: Sendable {
    let profile: String
    let source: String
    var list: MultiSelect
}
