internal import ArgumentParser
internal import GatewayHost

/// The manual page, in the language of man(7), made of the help of all commands and of the help's topics.
///
/// The release prints it with a hidden command, so that page and program cannot differ.
struct ManualPage {
    /// The name under which the package installs the program, which is the page's too.
    static let name = ProgramWord.installed

    private let root: any ParsableCommand.Type
    private var lines: [String] = []

    private init(of root: any ParsableCommand.Type) { self.root = root }

    /// The whole page about the commands of a program.
    static func text(of root: any ParsableCommand.Type) -> String {
        var page = ManualPage(of: root)
        page.addTitle()
        page.addCommands()
        for topic in HelpTopic.allCases { page.add(topic) }
        page.addMore()
        return page.lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Parts

    private mutating func addTitle() {
        let date = Changelog.date(of: Version.program)
        let help = HelpPage(of: root)
        lines += [
            #".TH OPENCLAW\-SETUP 1 "\#(date)" "openclaw \#(Version.program)" "User Commands""#,
            // No hyphenation and no stretched lines: commands are copied from this page.
            ".nh", ".ad l",
            ".SH NAME", #"\fB\#(Self.escaped(Self.name))\fR \- \#(Self.escaped(help.abstract))"#,
            ".SH SYNOPSIS", #".B \#(Self.escaped(Self.name))"#, #"[\fICOMMAND\fR] [\fIOPTIONS\fR]"#,
            ".SH DESCRIPTION", Self.escaped(Words.text("manual.name")), ".PP",
        ]
        addLayout(help.discussion)
        addRows(of: help, below: ".SS")
    }

    private mutating func addCommands() {
        lines.append(".SH COMMANDS")
        for command in Self.commands(below: root, [Words.texts.program]) {
            let help = HelpPage(of: command.type)
            lines += [".SS " + Self.quoted(command.words.joined(separator: " ")), Self.escaped(help.abstract), ".PP"]
            addLayout(help.discussion)
            addRows(of: help, below: ".PP\n.B")
        }
    }

    private mutating func add(_ topic: HelpTopic) {
        lines += [".SH " + Self.quoted(topic.heading), Self.escaped(topic.lead)]
        addRows(topic.rows)
    }

    private mutating func addMore() {
        lines += [".SH \"SEE ALSO\"", Self.escaped(Words.text("manual.more"))]
    }

    // MARK: - Pieces

    private mutating func addRows(of help: HelpPage, below macro: String) {
        for section in help.sections where section.title != "SUBCOMMANDS" && !section.rows.isEmpty {
            // Every command has the same two flags about itself; the page names them once.
            let rows = section.rows.filter { row in !["-h, --help", "--version"].contains(row.term) }
            guard !rows.isEmpty else { continue }
            if section.title != "OPTIONS" && section.title != "ARGUMENTS" {
                lines.append("\(macro) \(Self.quoted(section.title.lowercased()))")
            }
            addRows(rows)
        }
    }

    private mutating func addRows(_ rows: [HelpPage.Row]) {
        for row in rows { lines += [".TP", ".B " + Self.quoted(row.term), Self.escaped(row.text)] }
    }

    /// Lines that keep their layout, such as examples.
    private mutating func addLayout(_ text: [String]) {
        guard !text.isEmpty else { return }
        lines += [".nf"] + text.map(Self.escaped) + [".fi"]
    }

    /// All visible commands with their words, each parent before its own.
    private static func commands(
        below parent: any ParsableCommand.Type,
        _ words: [String]
    ) -> [(words: [String], type: any ParsableCommand.Type)] {
        parent.configuration.subcommands.filter { $0.configuration.shouldDisplay }.flatMap { command in
            let line = words + [command.configuration.commandName ?? ""]
            return [(line, command)] + commands(below: command, line)
        }
    }

    /// A line of text; one that starts with a dot would be a macro.
    private static func escaped(_ text: String) -> String { (text.hasPrefix(".") ? #"\&"# : "") + literal(text) }

    /// A hyphen of a flag is one that can be copied. Between ideographs a line may end, unless punctuation follows.
    private static func literal(_ text: String) -> String {
        let characters = Array(text)
        return characters.indices.map { index in
            switch characters[index] {
            case "\\": #"\e"#
            case "-": #"\-"#
            case "'": #"\(aq"#
            case "^": #"\(ha"#
            case "~": #"\(ti"#
            case let character where character >= "\u{2E80}" && index + 1 < characters.count:
                String(character) + ("，。；、：）」".contains(characters[index + 1]) ? "" : #"\:"#)
            case let character: String(character)
            }
        }
        .joined()
    }

    /// One argument of a macro.
    private static func quoted(_ text: String) -> String {
        "\"" + literal(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: #"\(dq"#) + "\""
    }
}
