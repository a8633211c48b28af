#!/bin/sh
# Installs openclaw-setup from the unpacked archive that this file lies in, and takes it away again.
#
# Plain POSIX sh, so that it runs with dash and busybox. It never uses the network. Everything is checked before the first
# byte is written; new files are complete beside their targets before the first one is renamed into place, and if
# anything fails, what was there before is put back.
set -uf
umask 022
unset CDPATH
IFS='
'

name="openclaw-setup"
folder=lib/$name
manifest=$folder/installed
link=bin/$name
target=../$folder/openclaw

usage() {
    cat <<'END'
Usage: ./install.sh [--prefix DIR] [--force] [--as-openclaw]
       ./install.sh --uninstall [--prefix DIR] [--force]

Installs the program as DIR/bin/openclaw-setup, with its man page and completions. DIR is ~/.local unless given.

  --prefix DIR    install below DIR, for example /usr/local
  --force         overwrite what is there without asking
  --as-openclaw   also tell how "openclaw" comes to mean this program
  --uninstall     remove all that was installed, and nothing else
  --help          show this

Without a terminal nothing is asked, and nothing is overwritten without --force.
END
}

say() { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
# Ends before anything was written: what happened, then what to do.
refuse() {
    warn "Error: $1"
    shift
    for line in "$@"; do warn "  $line"; done
    warn "Nothing was changed."
    exit 1
}
has() { why=$(command -v "$1"); }
# A word as a shell reads it back.
quoted() {
    case $1 in
        '' | *[!A-Za-z0-9_./~:+-]*) printf "'"; printf '%s' "$1" | sed "s/'/'\\\\''/g"; printf "'" ;;
        *) printf '%s' "$1" ;;
    esac
}
parent() { case $1 in */*) p=${1%/*}; printf '%s' "${p:-/}" ;; *) printf . ;; esac; }
is_there() { [ -e "$1" ] || [ -h "$1" ]; }

# The SHA-256 of a file, by whichever program is there.
sum() {
    case $hash in
        openssl) openssl dgst -sha256 -r < "$1" ;;
        shasum) shasum -a 256 < "$1" ;;
        busybox) busybox sha256sum < "$1" ;;
        *) sha256sum < "$1" ;;
    esac | sed 's/[^0-9a-f].*//'
}

# The current state of a target, to be compared with one that is written down.
state() {
    if [ -h "$1" ]; then printf 'link %s' "$(readlink "$1")"
    elif [ -d "$1" ]; then printf folder
    elif [ -f "$1" ]; then printf 'file %s' "$(sum "$1")"
    elif [ -e "$1" ]; then printf other
    else printf none; fi
}

# Asks on the terminal; without one the answer is no.
agrees() {
    [ -t 0 ] && [ -t 2 ] || return 1
    printf '%s [y/N] ' "$1" >&2
    read -r answer || answer=
    case $answer in y | Y | yes | Yes | YES) return 0 ;; esac
    return 1
}

# What `read` cannot split is refused: a name of the archive or the manifest.
is_plain() {
    case $1 in '' | /* | *[!A-Za-z0-9_./+-]* | ../* | */../* | */..) return 1 ;; esac
    return 0
}

# ---- What is asked for

prefix=''
force=''
openclaw=''
uninstall=''
while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -gt 1 ] || { usage >&2; exit 64; }; prefix=$2; shift ;;
        --prefix=*) prefix=${1#*=} ;;
        --force | -f) force=1 ;;
        --as-openclaw) openclaw=1 ;;
        --uninstall) uninstall=1 ;;
        --help | -h) usage; exit 0 ;;
        *) warn "Unknown: $1"; usage >&2; exit 64 ;;
    esac
    shift
done

for tool in cat chmod cp ln mkdir mv readlink rm rmdir sed uname; do
    has "$tool" || refuse "the program \"$tool\" is not on PATH." "This script needs it; on Debian it is in coreutils or sed."
done
hash=''
for tool in sha256sum shasum openssl busybox; do
    if [ -z "$hash" ] && has "$tool"; then hash=$tool; fi
done
[ -n "$hash" ] || refuse "no program here computes SHA-256, so the files cannot be checked." \
    "One of sha256sum, shasum, openssl or busybox is enough."

here=$(cd "$(parent "$0")" && pwd -P) || refuse "the folder of this script cannot be entered."
# An installed copy of this script stands in the folder of the program.
installed=''
[ -f "$here/installed" ] && [ "${here%/"$folder"}" != "$here" ] && installed=${here%/"$folder"}
if [ -z "$prefix" ]; then
    prefix=$installed
    if [ -z "$prefix" ]; then
        case ${HOME:-} in
            /*) prefix=$HOME/.local ;;
            *) refuse "HOME is not set, so there is no ~/.local." "Name a folder: ./install.sh --prefix DIR" ;;
        esac
    fi
fi
case $prefix in
    *'
'*) refuse "the prefix has a line break in it." ;;
    /*) ;;
    *) prefix=$PWD/$prefix ;;
esac
while [ "$prefix" != "${prefix%/}" ]; do prefix=${prefix%/}; done

# The name in a line "KIND VALUE NAME".
line_name() { printf '%s' "${1##* }"; }

# ---- Undo: what this run made, the newest first

staged=''
made=''
changed=''
removed=''
# Puts back what was there before.
roll_back() {
    for path in $changed; do
        rm -f "$path"
        old=$(parent "$path")/.${path##*/}.$name-old
        if is_there "$old"; then mv -f "$old" "$path"; fi
    done
    for path in $removed; do mv -f "$(parent "$path")/.${path##*/}.$name-old" "$path"; done
    for path in $staged; do rm -f "$path"; done
    for path in $made; do why=$(rmdir "$path" 2>&1); done
    changed='' removed='' staged='' made=''
}
stop() { roll_back; warn "Interrupted. Nothing was changed."; trap - EXIT; exit "$1"; }
fail() {
    roll_back
    trap - EXIT
    refuse "$@"
}

# A copy of what is there, so that it can be put back; a second name where the file system has them.
keep() {
    old=$(parent "$1")/.${1##*/}.$name-old
    rm -f "$old"
    if [ -h "$1" ]; then ln -s "$(readlink "$1")" "$old"; else why=$(ln "$1" "$old" 2>&1) || cp -p "$1" "$old"; fi
}
forget_kept() {
    for path in $changed $removed; do rm -f "$(parent "$path")/.${path##*/}.$name-old"; done
    changed='' removed='' staged='' made=''
}

# ---- Uninstall

if [ -n "$uninstall" ]; then
    list=$prefix/$manifest
    [ -f "$list" ] || refuse "$name is not installed below $prefix." "Another place: ./install.sh --uninstall --prefix DIR"
    differing=''
    while IFS=' ' read -r kind value path; do
        is_plain "$path" || refuse "$list cannot be read." "It lists \"$path\". Remove the files of $name by hand."
        at=$prefix/$path
        case $kind in
            file | link)
                found=$(state "$at")
                [ "$found" = none ] && continue
                [ "$found" != folder ] || refuse "$at is a folder now." "Move it away first."
                [ -w "$(parent "$at")" ] || refuse "$(parent "$at") cannot be written by you."
                [ "$found" = "$kind $value" ] || differing="$differing$at
" ;;
        esac
    done < "$list"
    if [ -n "$differing" ] && [ -z "$force" ]; then
        warn "Changed since it was installed:"
        for path in $differing; do warn "  $path"; done
        agrees "Remove these too?" || refuse "files that were changed since are not removed unasked." "With --force they are removed."
    fi
    folders=''
    above=0
    gone=0
    kept=''
    while IFS=' ' read -r kind value path; do
        case $kind in
            file | link)
                is_there "$prefix/$path" || continue
                if rm -f "$prefix/$path"; then gone=$((gone + 1)); else kept=1; fi ;;
            folder) folders="$prefix/$path
$folders" ;;
            above) above=$value ;;
        esac
    done < "$list"
    if [ -n "$kept" ]; then
        warn "Error: not all files could be removed; $list still lists them."
        exit 1
    fi
    rm -f "$list"
    # Only folders that an installation made, and only while they are empty.
    for path in $folders; do why=$(rmdir "$path" 2>&1); done
    path=$prefix
    while [ "$above" -gt 0 ] && why=$(rmdir "$path" 2>&1); do
        path=$(parent "$path")
        above=$((above - 1))
    done
    say "Removed $name from $prefix: $gone files."
    say "What it stored for the gateway stays, in the gateway's own folder (usually ~/.openclaw)."
    exit 0
fi

# ---- The archive

[ -z "$installed" ] || refuse "this is the installed copy of the script." "To install, run the one in the unpacked archive."
sums=$here/SHA256SUMS
[ -s "$sums" ] || refuse "$sums is missing, so the files cannot be checked." "Unpack the archive again, all of it."
files=''
while IFS=' ' read -r wanted path; do
    path=${path#\*}
    is_plain "$path" || refuse "$sums is damaged: it lists \"$path\"." "Get the archive again."
    [ -f "$here/$path" ] && [ ! -h "$here/$path" ] ||
        refuse "$path is missing in the archive." "Unpack it again, all of it, or get it again."
    [ "$(sum "$here/$path")" = "$wanted" ] ||
        refuse "$path is damaged: its SHA-256 is not the one in SHA256SUMS." "Get the archive again."
    case $path in
        install.sh) files="${files}file $wanted $folder/install.sh
" ;;
        lib/* | share/*) files="${files}file $wanted $path
" ;;
    esac
done < "$sums"
case $files in
    *" $folder/openclaw
"*) ;;
    *) refuse "$sums does not list the program." "Get the archive again." ;;
esac
program=$here/$folder/openclaw
version=$("$program" --version 2>&1) || [ -n "$force" ] ||
    refuse "the program of this archive does not run here ($(uname -s) on $(uname -m))." \
        "Get the archive for this machine. If only this folder forbids running programs, use --force."
files="${files}link $target $link
"

# ---- The target

# The nearest folder that is there must be one, and writable.
existing=${prefix:-/}
while ! is_there "$existing"; do existing=$(parent "$existing"); done
[ -d "$existing" ] || refuse "$existing is in the way: it is not a folder."
replaced=''
same=0
count=0
for line in $files; do
    path=$(line_name "$line")
    at=$prefix/$path
    wanted=${line% *}
    found=$(state "$at")
    count=$((count + 1))
    near=$(parent "$at")
    while ! is_there "$near"; do near=$(parent "$near"); done
    [ -d "$near" ] || refuse "$near is in the way: it is not a folder." "Move it away, or use another --prefix."
    case $found in
        none) ;;
        "$wanted") same=$((same + 1)) ;;
        folder | other) refuse "$at is in the way: it is not a file." "Move it away, or use another --prefix." ;;
        *) replaced="$replaced$at
" ;;
    esac
    [ "$found" = "$wanted" ] || [ -w "$near" ] ||
        refuse "$near cannot be written by you." "Use a --prefix that you can write, or install as the owner of this one."
done

# Files of an older version that this one does not have go too, unless somebody changed them.
before=''
stale=''
if [ -f "$prefix/$manifest" ] && [ ! -h "$prefix/$manifest" ]; then
    while IFS=' ' read -r kind value path; do
        is_plain "$path" || refuse "$prefix/$manifest cannot be read: it lists \"$path\"." "Move it away."
        case $kind in
            folder | above) before="$before$kind $value $path
" ;;
            file | link)
                case "
$files" in *" $path
"*) ;; *) [ "$(state "$prefix/$path")" = "$kind $value" ] && stale="$stale$prefix/$path
" ;; esac ;;
        esac
    done < "$prefix/$manifest"
fi

path_advice() {
    wanted=$prefix/$folder
    first='' found=''
    IFS=:
    for entry in ${PATH:-}; do
        [ -n "$entry" ] || continue
        [ "$entry" != "$wanted" ] || { found=1; break; }
        [ -n "$first" ] || [ ! -f "$entry/openclaw" ] || [ ! -x "$entry/openclaw" ] || first=$entry/openclaw
    done
    IFS='
'
    if [ -n "$openclaw" ]; then
        if [ -n "$found" ] && [ -z "$first" ]; then
            say "\"openclaw\" already means this program here."
        else
            [ -z "$first" ] || say "Now \"openclaw\" means $first."
            say "To make \"openclaw\" mean this program, put its folder first in PATH, as the last line of"
            case ${SHELL:-} in
                */fish)
                    say "~/.config/fish/config.fish:"
                    say "    set -gx PATH $(quoted "$wanted") \$PATH" ;;
                */zsh)
                    say "~/.zshrc:"
                    say "    export PATH=$(quoted "$wanted"):\"\$PATH\"" ;;
                *)
                    say "~/.bashrc, or ~/.profile:"
                    say "    export PATH=$(quoted "$wanted"):\"\$PATH\"" ;;
            esac
            say "The gateway's own commands still reach the gateway's program. Services keep their own PATH."
        fi
        [ -n "$first" ] || say "There is no openclaw of the gateway on PATH; until there is one, its commands (gateway, agents, ...) are unknown."
    fi
    case :${PATH:-}: in
        *":$prefix/bin:"*) say "Next: $name onboard" ;;
        *) say "$prefix/bin is not in PATH. Next: $(quoted "$prefix/$link") onboard" ;;
    esac
}

if [ "$same" = "$count" ] && [ -z "$stale" ] && [ -f "$prefix/$manifest" ]; then
    say "$version is installed below $prefix already. Nothing was changed."
    path_advice
    exit 0
fi
if [ -n "$replaced" ] && [ -z "$force" ]; then
    warn "These files are there and would be overwritten:"
    shown=0
    for path in $replaced; do
        shown=$((shown + 1))
        [ "$shown" -le 5 ] && warn "  $path"
    done
    [ "$shown" -le 5 ] || warn "  and $((shown - 5)) more"
    agrees "Overwrite them?" || refuse "nothing may be overwritten." "With --force they are overwritten."
fi

# ---- The installation

trap 'stop 130' INT
trap 'stop 143' TERM
trap 'stop 129' HUP
trap 'roll_back' EXIT

# Makes a folder and those above it, and writes down which were made: an uninstall takes these away again.
recorded=$before
above=0
make_folder() {
    [ ! -d "$1" ] || return 0
    make_folder "$(parent "$1")" || return 1
    why=$(mkdir "$1" 2>&1) || return 1
    made="$1
$made"
    case $1 in
        "$prefix"/*) recorded="${recorded}folder - ${1#"$prefix"/}
" ;;
        *) above=$((above + 1)) ;;
    esac
}
for line in $files; do
    make_folder "$(parent "$prefix/$(line_name "$line")")" || fail "a folder of $prefix cannot be made." "$why"
done
[ "$above" = 0 ] || recorded="${recorded}above $above .
"

# Writes a complete new file beside its target.
stage() {
    new=$(parent "$2")/.${2##*/}.$name-new
    rm -f "$new"
    staged="$new
$staged"
    why=$(cp "$1" "$new" 2>&1 && chmod "$3" "$new" 2>&1)
}
for line in $files; do
    path=$(line_name "$line")
    at=$prefix/$path
    [ "$(state "$at")" != "${line% *}" ] || continue
    case $path in
        "$link")
            new=$(parent "$at")/.${at##*/}.$name-new
            rm -f "$new"
            staged="$new
$staged"
            why=$(ln -s "$target" "$new" 2>&1) || fail "$at cannot be made." "$why" ;;
        *)
            mode=644
            source=$here/$path
            case $path in
                "$folder/openclaw") mode=755 ;;
                "$folder/install.sh") mode=755 source=$here/install.sh ;;
            esac
            stage "$source" "$at" "$mode" || fail "$at cannot be written." "$why"
            # A full disk shows only here on some file systems.
            why=$(sync "$new" 2>&1) || :
            [ "file $(sum "$new")" = "${line% *}" ] || fail "$at cannot be written whole." "Is the disk full?" ;;
    esac
done
new=$prefix/$folder/.installed.$name-new
staged="$new
$staged"
printf '%s' "$recorded$files" > "$new" && [ "$(cat "$new")
" = "$recorded$files" ] || fail "$prefix/$manifest cannot be written." "Is the disk full?"

# From here on each file is the old or the new one, never a part.
for new in $staged; do
    base=${new##*/.}
    at=$(parent "$new")/${base%."$name-new"}
    if is_there "$at"; then
        [ ! -d "$at" ] || [ -h "$at" ] || fail "$at became a folder meanwhile."
        keep "$at" || fail "$at cannot be kept while it is replaced."
    fi
    changed="$at
$changed"
    mv -f "$new" "$at" || fail "$at cannot be replaced."
done
for at in $stale; do
    keep "$at" && rm -f "$at" || fail "$at cannot be removed."
    removed="$at
$removed"
done
forget_kept
trap - EXIT INT TERM HUP

say "Installed ${version:-$name} below $prefix."
say "  $prefix/$link"
say "Remove it with $(quoted "$prefix/$folder/install.sh") --uninstall"
path_advice
