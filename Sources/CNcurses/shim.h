#ifndef OPENCLAW_CNCURSES_SHIM_H
#define OPENCLAW_CNCURSES_SHIM_H

// The wide-character names exist only when this is set before ncurses.h.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <locale.h>
#include <ncurses.h>
#include <term.h>
#include <wchar.h>

// Swift 6 rejects C's mutable globals, and its importer skips macros with a cast or an argument.

static inline WINDOW *nc_stdscr(void) { return stdscr; }
static inline WINDOW *nc_curscr(void) { return curscr; }
static inline int nc_colors(void) { return COLORS; }

static const attr_t NC_BOLD = WA_BOLD, NC_REVERSE = WA_REVERSE, NC_UNDERLINE = WA_UNDERLINE, NC_NORMAL = WA_NORMAL;

static inline int nc_key_f(int number) { return KEY_F(number); }

/// Sets attributes and a colour pair with any number: wattr_set's own argument is a short.
static inline int nc_set_style(WINDOW *window, attr_t attributes, int pair) {
    return wattr_set(window, attributes, (short)pair, &pair);
}

/// Frees the terminal description, which ncurses would keep.
static inline void nc_drop_terminal(void) {
    if (cur_term) {
        del_curterm(cur_term);
    }
}

/// The C library's character width, which ncurses uses; not declared without _XOPEN_SOURCE.
int wcwidth(wchar_t character);
static inline int nc_width(wchar_t character) { return wcwidth(character); }

#endif
