#compdef openclaw openclaw-setup
# Completion for zsh: openclaw-setup, and openclaw as far as that word means this program.
#
# The program itself knows what may follow; this only asks it. Words of the gateway's own program come from the script
# that the gateway keeps in its state folder; its program is not run for a completion.

_openclaw-setup() {
    local typed=${~words[1]} ours target line
    ours=${commands[openclaw-setup]}
    target=${commands[$typed]:-$typed}
    if [[ -z $ours && ${target:A} == */openclaw-setup/openclaw ]]; then ours=$target; fi
    [[ -n $ours ]] || return 1

    local -a asked=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
    # Where the word means another program, only that one's own words are offered: an unknown command is one of its.
    [[ $target -ef $ours ]] || asked=(__other "")
    local -a described=()
    local script= files= found=1
    for line in "${(@f)$("$ours" __complete zsh "${asked[@]}" 2> /dev/null)}"; do
        case $line in
            '') ;;
            ':gateway '*) script=${line#:gateway } ;;
            ':files') files=1 ;;
            *) described+=("${${line%% *}//:/\\:}${${(M)line:#* *}:+:${line#* }}") ;;
        esac
    done
    if (( $#described )); then _describe -V openclaw described && found=0; fi
    if [[ -n $files ]]; then _files && found=0; fi
    if [[ -n $script ]]; then _openclaw-setup-gateway $script && found=0; fi
    return found
}

# Asks the gateway's completion, which is read once. It registers itself for openclaw, so this takes that back.
_openclaw-setup-gateway() {
    if (( ! $+functions[_openclaw_root_completion] )); then
        source $1 > /dev/null 2>&1
        compdef _openclaw-setup openclaw openclaw-setup
    fi
    (( $+functions[_openclaw_root_completion] )) && _openclaw_root_completion
}

# Found in fpath, the file is the function; read by a startup file, it registers it.
if [[ $funcstack[1] == _openclaw-setup ]]; then
    _openclaw-setup "$@"
else
    compdef _openclaw-setup openclaw openclaw-setup
fi
