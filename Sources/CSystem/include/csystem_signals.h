#ifndef OPENCLAW_CSYSTEM_SIGNALS_H
#define OPENCLAW_CSYSTEM_SIGNALS_H

#include <stddef.h>
#include <termios.h>

// Handlers live here because Swift code is not safe to run in one: its globals are made on first use.

// Signals as events

/// Begins to catch SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGCONT and SIGTSTP; a signal that the parent ignores stays
/// ignored. Returns a descriptor that becomes readable when one arrived, or a negative errno.
int csystem_signals_open(void);

/// Puts back the handlers that were there. The descriptor stays open: another thread may be about to wake it.
void csystem_signals_close(void);

/// Takes the next signal that arrived, 0 for a wake, -1 when there is nothing. Several of one kind count once.
int csystem_signals_next(void);

/// Makes the descriptor readable; safe from any thread and at any time.
void csystem_signals_wake(void);

/// Stops the process group as Ctrl-Z would. Returns 1 after it was continued, 0 when nothing could stop it: a session
/// leader, or a group without a job-control shell. To be called on the main thread.
int csystem_signals_stop(void);

/// A write beyond the limit of a file's size (ulimit -f) fails with EFBIG from now on; by itself SIGXFSZ would end the
/// process, in the middle of whatever it was doing.
void csystem_file_limit_ignore(void);

/// Before exec: the handlers and the mask that this process was started with.
void csystem_signals_restore_for_exec(void);

// A terminal that is put right on every way out

/// From now on a crash or a plain exit writes these bytes to the terminal and restores its modes.
/// Both are copied; a second call replaces the first.
void csystem_crash_guard(int terminal, const struct termios *modes, const char *bytes, size_t count);

/// Ends that.
void csystem_crash_unguard(void);

/// Keeps what is written to standard error while it is a terminal, so that it does not garble a screen.
void csystem_stderr_hold(void);

/// Writes out what was kept, at most 64 KiB, and goes on as before. A crash does this as well.
void csystem_stderr_release(void);

#endif
