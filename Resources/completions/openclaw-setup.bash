# Completion for bash: openclaw-setup, and openclaw as far as that word means this program.
#
# The program itself knows what may follow; this only asks it. Words of the gateway's own program come from the script
# that the gateway keeps in its state folder; its program is not run for a completion.

_openclaw_setup() {
    local typed=${1/#\~\//$HOME/} ours target line
    ours=$(type -P -- openclaw-setup)
    target=$(type -P -- "$typed")
    if [[ -z $ours && $(readlink -f -- "$target" 2> /dev/null) == */openclaw-setup/openclaw ]]; then ours=$target; fi
    [[ $ours ]] || return 0

    # bash splits words at colons and equals signs too: what stands together in the line is one word.
    local -a words=()
    local rest=${COMP_LINE:0:COMP_POINT} index word
    for ((index = 0; index <= COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $index = 0 || $rest = [[:space:]]* ]]; then
            rest=${rest#"${rest%%[![:space:]]*}"}
            words+=("")
        fi
        ((index < COMP_CWORD)) || word=$rest
        words[${#words[@]} - 1]+=$word
        rest=${rest#"$word"}
    done
    local current=${words[${#words[@]} - 1]}

    # Where the word means another program, only that one's own words are offered: an unknown command is one of its.
    [[ $target && $target -ef $ours ]] || words=("" __other "")
    local -a candidates=() files=()
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            ':gateway '*) _openclaw_setup_gateway "${line#:gateway }" "$@" ;;
            ':files')
                compopt -o filenames 2> /dev/null
                mapfile -t files < <(compgen -f -- "$current")
                candidates+=("${files[@]}") ;;
            *) candidates+=("${line%% *}") ;;
        esac
    done < <("$ours" __complete bash "${words[@]:1}" 2> /dev/null)

    # bash replaces only what stands behind the last colon.
    local head=
    if [[ $current == *:* && $COMP_WORDBREAKS == *:* ]]; then head=${current%"${current##*:}"}; fi
    for word in "${candidates[@]}"; do COMPREPLY+=("${word#"$head"}"); done
}

# Asks the gateway's completion, which is read once. It registers itself for openclaw, so this takes that back.
_openclaw_setup_gateway() {
    if ! declare -F _openclaw_completion > /dev/null; then
        # shellcheck disable=SC1090 # The program has checked who can write it.
        . "$1" > /dev/null 2>&1
        complete -F _openclaw_setup openclaw openclaw-setup
    fi
    shift
    if declare -F _openclaw_completion > /dev/null; then _openclaw_completion "$@"; fi
}

complete -F _openclaw_setup openclaw openclaw-setup
