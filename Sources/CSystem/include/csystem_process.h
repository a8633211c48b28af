#ifndef OPENCLAW_CSYSTEM_PROCESS_H
#define OPENCLAW_CSYSTEM_PROCESS_H

#include <sys/types.h>

/// The environment block of the process: `environ` is a mutable global that Swift 6 refuses, and /proc/self/environ
/// cannot be read by a process that is not dumpable.
char *_Nullable *_Nullable csystem_environment(void);

/// The descriptor number of the one descriptor that a child gets besides its standard streams.
enum { CSYSTEM_KEPT_DESCRIPTOR = 3 };

/// A program to start.
typedef struct {
    const char *_Nonnull program;
    /// The program name and its arguments, then NULL.
    char *_Nullable const *_Nonnull arguments;
    char *_Nullable const *_Nonnull environment;
    /// Its standard input, output and error.
    int standard[3];
    /// Becomes CSYSTEM_KEPT_DESCRIPTOR; -1 for none.
    int kept;
    /// 1: its standard input is a terminal, which becomes the controlling terminal of its session.
    int controls_terminal;
    /// The signal it gets when the thread that started it ends, even by SIGKILL; 0 for none.
    int last_signal;
} csystem_child;

/// Starts a program as the leader of its own session. It gets no other descriptors, even ones that we inherited,
/// default actions for all signals, and an empty signal mask. Returns 0 or an errno.
int csystem_start(pid_t *_Nonnull process, const csystem_child *_Nonnull child);

/// pidfd_open(2): readable once the process has ended, close-on-exec; or minus an errno (kernels before 5.3).
int csystem_exit_watch(pid_t process);

/// pipe2(2): reading end, writing end; close-on-exec, reading is non-blocking. Returns 0 or an errno.
int csystem_pipe(int ends[_Nonnull 2]);

/// socketpair(2) of streams, close-on-exec. Returns 0 or an errno.
int csystem_stream_pair(int ends[_Nonnull 2]);

/// Sends bytes without blocking and without SIGPIPE; returns the number sent, or minus an errno.
ssize_t csystem_send(int socket, const void *_Nonnull bytes, size_t count);

/// memfd_create(2): a file in memory without a name, close-on-exec; returns a descriptor, or minus an errno.
int csystem_memory_file(const char *_Nonnull name);

#endif
