#ifndef OPENCLAW_CSYSTEM_H
#define OPENCLAW_CSYSTEM_H

// Target CSystem: system calls, signal handlers and process start-up code that Swift cannot import or must not run.
//
// - csystem_start, entry.c: entry point of the static binary, arguments from the kernel.
// - csystem_memory, allocator.c: zeroes all heap memory when it is freed; random bytes; core dump settings.
// - csystem_files: rename without replacing or with exchange, flock, access control lists.
// - csystem_process: starts a child process by vfork and exec in its own session; pipes, memory files.
// - csystem_signals: signals as events, restoring the terminal on a crash.
// - csystem_sockets, csystem_watch: listening sockets by netlink, file changes by inotify.
//
// It must not know anything about the program. Functions return 0 or an errno (or a value, or minus an errno) and
// allocate nothing that the caller has to free. Code in signal handlers and after vfork uses only async-signal-safe
// calls.
#include "csystem_files.h"
#include "csystem_memory.h"
#include "csystem_process.h"
#include "csystem_signals.h"
#include "csystem_sockets.h"
#include "csystem_start.h"
#include "csystem_watch.h"

#endif
