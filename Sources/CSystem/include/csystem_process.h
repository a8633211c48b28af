#ifndef OPENCLAW_CSYSTEM_PROCESS_H
#define OPENCLAW_CSYSTEM_PROCESS_H

#include <sys/types.h>

/// The environment block of the process: `environ` is a mutable global that Swift 6 refuses, and /proc/self/environ
/// cannot be read by a process that is not dumpable.
char *_Nullable *_Nullable csystem_environment(void);

/// The number under which a child finds the one descriptor that it gets besides its standard streams.
enum { CSYSTEM_KEPT_DESCRIPTOR = 3 };

/// A program as it is started.
typedef struct {
    const char *_Nonnull program;
    /// What it is called and its arguments, then NULL.
    char *_Nullable const *_Nonnull arguments;
    char *_Nullable const *_Nonnull environment;
    /// Its standard input, output and error.
    int standard[3];
    /// What it gets as CSYSTEM_KEPT_DESCRIPTOR; -1: nothing.
    int kept;
    /// 1: its standard input is a terminal and becomes the one that controls its session.
    int controls_terminal;
    /// The signal it gets when the thread that started it ends, be it by kill -9; 0: none.
    int last_signal;
} csystem_child;

/// Starts a program as the leader of a session of its own. It gets no other descriptor, not even one that we inherited,
/// the default action of every signal, and an empty mask. Returns 0 or an errno.
int csystem_start(pid_t *_Nonnull process, const csystem_child *_Nonnull child);

/// pidfd_open(2): readable when the process has ended, closed on exec; or minus an errno (kernels before 5.3).
int csystem_exit_watch(pid_t process);

/// pipe2(2): reading end, writing end; closed on exec, reading never waits. Returns 0 or an errno.
int csystem_pipe(int ends[_Nonnull 2]);

/// socketpair(2) of streams, closed on exec. Returns 0 or an errno.
int csystem_stream_pair(int ends[_Nonnull 2]);

/// Sends bytes without waiting and without SIGPIPE; how many went, or minus an errno.
ssize_t csystem_send(int socket, const void *_Nonnull bytes, size_t count);

/// memfd_create(2): a file that has no name and is on no disk, closed on exec; a descriptor, or minus an errno.
int csystem_memory_file(const char *_Nonnull name);

#endif
