internal import TerminalUI

/// The keys of a page, from the table that dispatches them, and why the page asks.
struct HelpSheet {
    let words: Words
    let keys: KeyContext
    let enterLabel: String
    /// The suffix of the text keys of its paragraphs.
    let topic: String
    /// The name of the page.
    let name: String

    var reading: Reading {
        var blocks: [Block] = [.facts(facts), .gap]
        let topic = "help.\(topic)"
        var part = 1
        while words.has("\(topic).\(part)") {
            blocks += [.text(words("\(topic).\(part)")), .gap]
            part += 1
        }
        blocks.append(.text(words("help.escape"), .muted))
        return Reading(.help, title: words("help.title", ["page": name]), blocks)
    }

    private var facts: [Fact] {
        KeyTable.bindings(keys).map { binding in
            let label = binding.command == .accept ? enterLabel : binding.label
            let sheet = "keys.sheet." + label
            return Fact(label: binding.name, value: words(words.has(sheet) ? sheet : "keys." + label))
        }
    }
}
