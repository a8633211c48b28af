#ifndef OPENCLAW_CVTERM_SHIM_H
#define OPENCLAW_CVTERM_SHIM_H

#include <string.h>
#include <vterm.h>

// libvterm's bit-fields and macros, which Swift cannot import, and its callbacks, which stay in C.

/// The state of a terminal besides its cells.
typedef struct {
    int cursor_visible;
    int alternate;
    int mouse;
    int bells;
    char title[256];
} vt_properties;

static int vt_note_property(VTermProp property, VTermValue *value, void *user) {
    vt_properties *properties = user;
    switch (property) {
    case VTERM_PROP_CURSORVISIBLE: properties->cursor_visible = value->boolean; break;
    case VTERM_PROP_ALTSCREEN: properties->alternate = value->boolean; break;
    case VTERM_PROP_MOUSE: properties->mouse = value->number; break;
    case VTERM_PROP_TITLE:
        strncpy(properties->title, value->string ? value->string : "", sizeof properties->title - 1);
        break;
    default: break;
    }
    return 1;
}

static int vt_note_bell(void *user) {
    ((vt_properties *)user)->bells++;
    return 1;
}

static const VTermScreenCallbacks vt_callbacks = {.settermprop = vt_note_property, .bell = vt_note_bell};

/// Starts to fill the properties; they must outlive the terminal.
static inline void vt_watch(VTerm *terminal, vt_properties *properties) {
    VTermScreen *screen = vterm_obtain_screen(terminal);
    vterm_set_utf8(terminal, 1);
    vterm_screen_set_callbacks(screen, &vt_callbacks, properties);
    vterm_screen_enable_altscreen(screen, 1);
    vterm_screen_reset(screen, 1);
}

/// One cell; a colour is a palette index, or -1 for the default.
typedef struct {
    uint32_t characters[VTERM_MAX_CHARS_PER_CELL];
    int width, bold, underline, reverse, italic, blink, foreground, background;
} vt_cell;

static inline int vt_color(VTermColor color) {
    if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color)) {
        return -1;
    }
    return VTERM_COLOR_IS_INDEXED(&color) ? color.indexed.idx : 256;
}

static inline vt_cell vt_cell_at(VTerm *terminal, int row, int column) {
    VTermScreenCell cell;
    vt_cell result;
    memset(&result, 0, sizeof result);
    result.width = 1;
    result.foreground = result.background = -1;
    VTermPos place = {.row = row, .col = column};
    if (!vterm_screen_get_cell(vterm_obtain_screen(terminal), place, &cell)) {
        return result;
    }
    memcpy(result.characters, cell.chars, sizeof result.characters);
    result.width = cell.width;
    result.bold = cell.attrs.bold;
    result.underline = cell.attrs.underline;
    result.reverse = cell.attrs.reverse;
    result.italic = cell.attrs.italic;
    result.blink = cell.attrs.blink;
    result.foreground = vt_color(cell.fg);
    result.background = vt_color(cell.bg);
    return result;
}

#endif
