#ifndef OPENCLAW_CSYSTEM_H
#define OPENCLAW_CSYSTEM_H

// The system calls and signal handlers that Swift cannot import or must not run.
#include "csystem_files.h"
#include "csystem_memory.h"
#include "csystem_process.h"
#include "csystem_signals.h"
#include "csystem_sockets.h"
#include "csystem_start.h"
#include "csystem_watch.h"

#endif
