internal import Anthropic
internal import TerminalUI

/// A screen that line mode reads out and answers.
///
/// What is read are the values that are also drawn: lines, rows, facts. A typed line becomes a mark and keys, so the
/// screen has one set of rules for both; texts depend on `words.isSpoken` alone.
protocol SpokenScreen: Screen {
    var words: Words { get }
    /// The current context in the key table.
    var keys: KeyContext { get }
    var message: Message? { get }
    /// Whether Enter can write now, so that answers typed ahead are dropped.
    var writes: Bool { get }
    /// Whether an Enter waits until it is known not to be held.
    var isSettling: Bool { get }

    /// The page or its topmost overlay.
    var spokenPage: SpokenPage { get }
    /// A text overlay, which is printed once and closed.
    var spokenReading: Reading? { get }
    /// What the last answer changed on the page.
    var spokenNews: [String] { get }
    /// Below the page if help was asked for.
    var spokenHelp: [String] { get }
    /// The letters that act now.
    var spokenLetters: Set<Character> { get }
    /// Whether input must not be echoed.
    var asksForSecret: Bool { get }
    /// Whether a paste can be the late rest of a secret, so that it must not be echoed.
    var judgesPastes: Bool { get }
    /// Whether `s` opens a list of steps.
    var hasSteps: Bool { get }

    /// The provider host that checks ask.
    var checkedHost: String? { get }
    /// Whether the screen waits for this check.
    func awaits(check id: Int) -> Bool
    /// The sentence about a check that ended; nil if the screen's message or page says it.
    func spokenResult(_ verification: Verification) -> String?

    /// Marks a row of the page; false if only keys can.
    mutating func mark(_ row: SpokenRow) -> Bool
    /// Called before the page is printed: times are those of the moment at which a text was printed.
    mutating func look(at time: Int64)
    /// The effects of leaving the program; nil if Ctrl-C leads the way out.
    mutating func leaveAll() -> [Effect]?
}

extension SpokenScreen {
    var spokenReading: Reading? { nil }
    var spokenNews: [String] { [] }
    var asksForSecret: Bool { false }
    var judgesPastes: Bool { false }
    var hasSteps: Bool { false }
    var isSettling: Bool { false }
    var checkedHost: String? { nil }
    func awaits(check id: Int) -> Bool { false }
    func spokenResult(_ verification: Verification) -> String? { nil }
    mutating func mark(_ row: SpokenRow) -> Bool { false }
    mutating func look(at time: Int64) {}
    mutating func leaveAll() -> [Effect]? { [.leave(code: 0)] }

    /// The letters of the key table, except those with a meaning of their own in line mode.
    var spokenLetters: Set<Character> { boundLetters }

    var boundLetters: Set<Character> { Set(letterBindings.map(\.letter)) }

    /// What can be typed here: the general commands, then each letter that acts.
    var spokenHelp: [String] {
        let letters = spokenLetters
        let acts = letterBindings.filter { letters.contains($0.letter) }.map { letter, label in
            let sheet = "keys.sheet." + label
            let value = words(words.has(sheet) ? sheet : "keys." + label)
            return words("line.fact", ["label": String(letter), "value": value])
        }
        return [words(asksForSecret ? "line.help.secret" : "line.help.browse")] + acts
    }

    private var letterBindings: [(letter: Character, label: String)] {
        KeyTable.bindings(keys).compactMap { binding in
            switch binding.command {
            case .help, .filter, .quit, .back, .widget: return nil
            default: break
            }
            guard case .character(let letter)? = binding.keys.first, letter.isLetter else { return nil }
            return (letter, binding.label)
        }
    }
}

/// What line mode runs: a screen, or a stack of which the topmost is read out.
protocol SpokenStack: Screen {
    var top: any SpokenScreen { get set }
    /// The text before the first page.
    var spokenGreeting: String { get }
    /// What is printed at the end, in addition to what was read out.
    var spokenFarewell: [String] { get }
    /// The exit code at the end of input.
    var endOfInputCode: Int32 { get }
}

extension SpokenScreen where Self: SpokenStack {
    var top: any SpokenScreen {
        get { self }
        set { if let screen = newValue as? Self { self = screen } }
    }
}
