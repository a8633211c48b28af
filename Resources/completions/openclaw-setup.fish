# Completion for fish: openclaw-setup, and openclaw as far as that word means this program.
#
# The program itself knows what may follow; this only asks it. Words of the gateway's own program come from the script
# that the gateway keeps in its state folder; its program is not run for a completion.

# The program to be asked: openclaw-setup on PATH, or the word itself if it leads to our package.
function __openclaw_setup_program
    set -l ours (command -s openclaw-setup)
    if test -z "$ours"
        set -l target (command -s -- $argv[1])
        test -n "$target"; and string match -q '*/openclaw-setup/openclaw' -- (realpath -- $target); and set ours $target
    end
    test -n "$ours"; and echo $ours
end

# Whether the first word of the line means that program. Another one's files and words are left alone.
function __openclaw_setup_is_meant
    set -l words (commandline -opc)
    set -l ours (__openclaw_setup_program $words[1]); or return
    set -l target (command -s -- $words[1]); or return
    test (realpath -- $target) = (realpath -- $ours)
end

function __openclaw_setup_candidates
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l ours (__openclaw_setup_program $words[1]); or return
    for line in ($ours __complete fish $words[2..-1] "$typed" 2>/dev/null)
        switch $line
            case ':gateway *'
                # The gateway's completion is registered for openclaw alone.
                if not string match -qr '(^|/)openclaw$' -- $words[1]
                    complete -C (string join ' ' -- openclaw (string escape -- $words[2..-1]) "$typed")
                end
            case ':files'
                __fish_complete_path "$typed"
            case '*'
                # fish wants a tab before a description.
                string replace ' ' \t -- $line
        end
    end
end

complete -c openclaw-setup -f -a '(__openclaw_setup_candidates)'
complete -c openclaw -n __openclaw_setup_is_meant -f -a '(__openclaw_setup_candidates)'

# An unknown command is one of the gateway's, so the answer is where its completion is, if it can be trusted.
set -l __openclaw_setup_ours (__openclaw_setup_program openclaw)
if test -n "$__openclaw_setup_ours"
    for line in ($__openclaw_setup_ours __complete fish __other '' 2>/dev/null)
        string match -q ':gateway *' -- $line; and source (string replace ':gateway ' '' -- $line)
    end
end
