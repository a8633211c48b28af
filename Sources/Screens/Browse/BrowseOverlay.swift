internal import TerminalUI

/// An overlay of a browse screen.
enum BrowseOverlay: Sendable {
    /// The actions on the marked row, with their letters.
    case menu(RowMenu)
    case proposal(Proposal)
    /// The preview of undo.
    case undo(Strip)
    /// Confirms a check of a stored profile.
    case check(CheckQuestion)
    /// Asks for a profile's new name.
    case naming(Naming)
    /// Chooses the agent whose profiles are shown.
    case agents(PickList)
    /// Chooses the agents a profile is copied to.
    case targets(Targets)
    case secret(SecretPage)
    case reading(Reading)
    /// Edits the value of a parameter.
    case editor(ParameterEditor)
    /// Confirms leaving unsaved edits.
    case leaving(Leaving)

    var keys: KeyContext {
        switch self {
        case .menu, .agents: .menu
        case .proposal(let proposal): proposal.keys
        case .undo, .check: .question
        case .naming(let naming): naming.choice == nil ? .nameField : .valueRows
        case .targets: .targets
        case .secret(let page): page.keys
        case .reading: .reading
        case .editor(let editor): editor.keys
        case .leaving: .question
        }
    }

    /// Whether Enter here can write: keys pressed before it was visible are dropped.
    var writes: Bool {
        switch self {
        case .proposal, .undo, .check: true
        case .menu, .naming, .agents, .targets, .secret, .reading, .editor, .leaving: false
        }
    }

    /// The id of the profile it is about; nil if none.
    var profile: String? {
        switch self {
        case .menu(let menu): menu.profile
        case .naming(let naming): naming.profile
        case .targets(let targets): targets.profile
        case .secret(let page): page.profile
        case .check(let question): question.profile
        case .proposal, .undo, .agents, .reading, .editor, .leaving: nil
        }
    }

    /// The rows that Enter chooses from.
    var list: PickList? {
        get {
            switch self {
            case .menu(let menu): menu.list
            case .proposal(let proposal): proposal.list
            case .undo(let strip): strip.list
            case .check(let question): question.strip.list
            case .naming(let naming): naming.choice?.list
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
            case .naming(var naming):
                naming.choice?.list = list
                self = .naming(naming)
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

    /// The replacement secret, if it is about one.
    var replacement: Replacement? {
        if case .proposal(let proposal) = self { proposal.replacement } else { nil }
    }

    /// The id of the row that `y` chooses; nil if there is none.
    func yes(_ words: Words) -> String? {
        switch self {
        case .proposal(let proposal): proposal.yes(words)
        case .undo: Strip.doIt
        case .check: Strip.checkIt
        case .menu, .naming, .agents, .targets, .secret, .reading, .editor, .leaving: nil
        }
    }

    var enterLabel: String {
        switch self {
        case .menu, .agents, .proposal, .undo, .check, .editor, .leaving: "choose"
        case .naming(let naming): naming.choice == nil ? "continue" : "choose"
        case .targets, .secret: "continue"
        case .reading: "back"
        }
    }
}

/// The actions on a row, each with its letter.
struct RowMenu: Sendable {
    /// The profile it was opened for, even if the mark moves meanwhile.
    let profile: String
    var list: PickList
    /// The command of each row id.
    let commands: [String: Command]
}

/// Confirms leaving with unsaved changes.
struct Leaving: Sendable {
    var question: Question
    /// The effects to run if confirmed.
    let effects: [Effect]
}

/// The agents to choose.
struct Targets: Sendable {
    let profile: String
    let source: String
    var list: MultiSelect
}
