#ifndef OPENCLAW_CVTERM_SHIM_H
#define OPENCLAW_CVTERM_SHIM_H

#include <vterm.h>

#endif
