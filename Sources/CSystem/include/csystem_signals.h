#ifndef OPENCLAW_CSYSTEM_SIGNALS_H
#define OPENCLAW_CSYSTEM_SIGNALS_H

#include <stddef.h>
#include <termios.h>

// Handlers are written in C because Swift code is not async-signal-safe: its globals are initialised on first use.

// Signals as events.

/// Starts to catch SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGCONT and SIGTSTP; a signal that the parent ignores
/// stays ignored. Returns a descriptor that becomes readable when one arrives, or minus an errno.
int csystem_signals_open(void);

/// Restores the previous handlers. The descriptor stays open, because another thread may be about to wake it.
void csystem_signals_close(void);

/// Returns the next signal, 0 for a wake-up, -1 if there is nothing. Several signals of one kind count once.
int csystem_signals_next(void);

/// Makes the descriptor readable; safe from any thread and at any time.
void csystem_signals_wake(void);

/// Stops the process group as Ctrl-Z would. Returns 1 after it was continued, 0 if it cannot be stopped: a session
/// leader, or a group without a job-control shell. Must be called on the main thread.
int csystem_signals_stop(void);

/// Ignores SIGXFSZ, so that a write beyond the file size limit (ulimit -f) fails with EFBIG instead of ending the
/// process in the middle of its work.
void csystem_file_limit_ignore(void);

/// Before exec: restores the handlers and the mask that this process inherited.
void csystem_signals_restore_for_exec(void);

// Restoring the terminal in all cases.

/// From now on a crash or an exit writes these bytes to the terminal and restores its modes. Both are copied; a second
/// call replaces the first.
void csystem_crash_guard(int terminal, const struct termios *modes, const char *bytes, size_t count);

/// Ends csystem_crash_guard.
void csystem_crash_unguard(void);

/// Buffers what is written to standard error if it is a terminal, so that it does not garble a screen.
void csystem_stderr_hold(void);

/// Writes out the buffer, at most 64 KiB, and stops buffering. A crash does this as well.
void csystem_stderr_release(void);

#endif
