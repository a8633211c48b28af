#ifndef OPENCLAW_CNCURSES_SHIM_H
#define OPENCLAW_CNCURSES_SHIM_H

// The wide-character names exist only when this is set before ncurses.h.
#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <ncurses.h>
#include <term.h>

#endif
