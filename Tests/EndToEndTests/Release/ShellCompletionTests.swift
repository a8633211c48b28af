import Foundation
import TerminalUI
import TestSupport
import Testing

/// The completion scripts in real shells. A shell that is not installed is named in the output.
@Suite("Completion in shells") struct ShellCompletionTests {
    enum Shell: String, CaseIterable, Sendable {
        case bash, zsh, fish

        static let installed = allCases.filter { Program.isInstalled("/usr/bin/" + $0.rawValue) }
    }

    /// How the program is reached.
    enum Installation: CaseIterable, Sendable {
        /// As the package does it: `openclaw-setup` on PATH.
        case package
        /// With its folder first in PATH, so that `openclaw` means it too.
        case first
        /// As the package does it, beside a gateway with its own completion.
        case besideGateway
    }

    private func home(_ installation: Installation) throws -> TestHome {
        let home = try CompletionTests.home()
        try home.link("openclaw", in: "lib/openclaw-setup", to: Program.path)
        try home.link("openclaw-setup", in: "bin", to: "../lib/openclaw-setup/openclaw")
        if installation != .package {
            try home.putGateway(in: "npm")
            for (shell, text) in Self.gatewayScripts {
                try home.write(text, to: home.state + "/completions/openclaw.\(shell)")
            }
        }
        return home
    }

    /// As the gateway's program writes them: the same functions, fewer words.
    private static let gatewayScripts = [
        "bash": """
        _openclaw_completion() { COMPREPLY=( $(compgen -W "gateway agents tui" -- ${COMP_WORDS[COMP_CWORD]}) ); }
        complete -F _openclaw_completion openclaw

        """,
        "zsh": """
        #compdef openclaw
        _openclaw_root_completion() { _arguments -C "1: :_values 'command' 'gateway[Runs it]' 'agents[Lists them]'"; }
        compdef _openclaw_root_completion openclaw

        """,
        "fish": """
        complete -c openclaw -n "__fish_use_subcommand" -a "gateway" -d 'Runs it'
        complete -c openclaw -n "__fish_use_subcommand" -a "agents" -d 'Lists them'

        """,
    ]

    /// The words that a shell offers for a line, as the shell itself finds them.
    private func offers(_ shell: Shell, _ line: String, _ installation: Installation) throws -> [String] {
        let home = try home(installation)
        let folder = ResourceFile.folder + "/completions"
        let path = (installation == .first ? ["lib/openclaw-setup"] : []) + ["bin", "npm"]
        var variables = home.environment
        variables["PATH"] = path.map { home.root + "/" + $0 }.joined(separator: ":") + ":/usr/bin:/bin"
        if shell == .zsh { return try offersOfZsh(line, home, folder, variables) }
        let script =
            switch shell {
            case .bash: Self.bash
            default: "source \(folder)/openclaw-setup.fish; complete -C \"$LINE\""
            }
        variables["LINE"] = line
        variables["SCRIPTS"] = folder
        let run = try ChildProcess(
            command: ["/usr/bin/" + shell.rawValue, shell == .bash ? "--norc" : "--no-config", "-c", script],
            environment: variables,
            folder: home.root
        ).run()
        #expect(run.status == 0 && run.errorText.isEmpty, "\(run.text)")
        #expect(!home.exists(home.root + "/ran"))
        return run.outputText.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }

    /// bash calls the function only on a terminal, so the words are split here as it splits them.
    private static let bash = """
        . "$SCRIPTS/openclaw-setup.bash"
        COMP_LINE=$LINE COMP_POINT=${#LINE} COMP_WORDS=() rest=$LINE
        while [[ $rest ]]; do
            rest=${rest#"${rest%%[![:space:]]*}"}
            case $rest in
                '') COMP_WORDS+=("") ;;
                [:=]*) COMP_WORDS+=("${rest:0:1}"); rest=${rest:1} ;;
                *) word=${rest%%[[:space:]:=]*}; COMP_WORDS+=("$word"); rest=${rest#"$word"}
                    [[ $rest == "" ]] || { [[ $rest =~ ^[[:space:]]+$ ]] && { COMP_WORDS+=(""); rest=; }; } ;;
            esac
        done
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        complete -p openclaw > /dev/null
        _openclaw_setup "${COMP_WORDS[0]}"
        printf '%s\\n' "${COMPREPLY[@]}"
        """

    /// zsh completes only at its prompt: a line is typed there, and the list is read from the screen.
    private func offersOfZsh(
        _ line: String,
        _ home: TestHome,
        _ folder: String,
        _ variables: [String: String]
    ) throws -> [String] {
        try home.write(
            """
            PS1='ready> '; unsetopt beep; fpath=($HOME/functions $fpath)
            autoload -Uz compinit && compinit -u -D
            LISTMAX=1000; zstyle ':completion:*' list-prompt ''; setopt no_always_last_prompt
            bindkey '^T' list-choices

            """,
            to: home.root + "/.zshrc"
        )
        try home.link("_openclaw-setup", in: "functions", to: folder + "/openclaw-setup.zsh")
        let terminal = try PseudoTerminal(
            "/usr/bin/zsh",
            ["-d", "-i"],
            environment: variables.merging(["ZDOTDIR": home.root, "TERM": "xterm"]) { $1 },
            size: .init(columns: 120, rows: 60)
        )
        try terminal.wait { $0.contains("ready>") }
        terminal.send(bytes: line + "\u{14}")
        terminal.settle(quiet: .milliseconds(1500))
        #expect(!home.exists(home.root + "/ran"))
        // Candidates with a description have a line each, others share one.
        return terminal.screen.lines.dropFirst().flatMap { line in
            (line.components(separatedBy: " -- ").first ?? "").split(separator: " ").map(String.init)
        }
    }

    // MARK: - Tests

    @Test(arguments: Shell.installed) func commandsAreOffered(shell: Shell) throws {
        let words = try offers(shell, "openclaw-setup ", .package)
        for word in ["onboard", "models", "undo"] { #expect(words.contains(word), "\(word) in \(words)") }
        #expect(!words.contains("gateway"))
    }

    @Test(arguments: Shell.installed) func theProfilesOfThisHostAreOffered(shell: Shell) throws {
        let words = try offers(shell, "openclaw-setup models auth logout anthropic:", .package)
        // What bash puts in place of the last piece of a word has no colon any more.
        let wanted = shell == .bash ? "old" : "anthropic:old"
        #expect(words.contains { $0.hasPrefix(wanted) }, "\(words)")
    }

    @Test(arguments: Shell.installed) func agentsAreOffered(shell: Shell) throws {
        let words = try offers(shell, "openclaw-setup models status --agent ", .package)
        #expect(words.contains("main") && words.contains("ops"), "\(words)")
    }

    @Test("where openclaw means us, the gateway's words are offered beside ours", arguments: Shell.installed)
    func bothAreOffered(shell: Shell) throws {
        let words = try offers(shell, "openclaw ", .first)
        for word in ["onboard", "undo", "gateway", "agents"] { #expect(words.contains(word), "\(word) in \(words)") }
    }

    @Test("where openclaw means the gateway's program, only its words are offered", arguments: Shell.installed)
    func onlyTheGatewaysAreOffered(shell: Shell) throws {
        let words = try offers(shell, "openclaw ", .besideGateway)
        #expect(words.contains("gateway") && !words.contains("undo"), "\(words)")
        let ours = try offers(shell, "openclaw-setup ", .besideGateway)
        #expect(ours.contains("gateway") && ours.contains("undo"), "\(ours)")
    }
}
