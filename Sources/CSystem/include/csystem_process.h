#ifndef OPENCLAW_CSYSTEM_PROCESS_H
#define OPENCLAW_CSYSTEM_PROCESS_H

#include <spawn.h>
#include <sys/types.h>

/// The environment block of the process: `environ` is a mutable global that Swift 6 refuses, and /proc/self/environ
/// cannot be read by a process that is not dumpable.
char *_Nullable *_Nullable csystem_environment(void);

/// Starts a program by posix_spawn(3) with three descriptors as its standard streams and one more under its own number
/// (-1: none). It gets no other descriptor, not even one that we inherited, the default action of every signal, and an
/// empty mask. Returns 0 or an errno.
int csystem_spawn(
    pid_t *_Nonnull process, const char *_Nonnull program, char *_Nullable const *_Nonnull arguments,
    char *_Nullable const *_Nonnull environment, const int standard[_Nonnull 3], int kept);

/// posix_spawn_file_actions_addclosefrom_np(3), which Swift's Glibc module lacks: the program gets no descriptor from
/// `first` on. Returns 0 or an errno.
int csystem_close_from(posix_spawn_file_actions_t *_Nonnull actions, int first);

/// pipe2(2): reading end, writing end; closed on exec, reading never waits. Returns 0 or an errno.
int csystem_pipe(int ends[_Nonnull 2]);

/// socketpair(2) of streams, closed on exec. Returns 0 or an errno.
int csystem_stream_pair(int ends[_Nonnull 2]);

/// Sends bytes without waiting and without SIGPIPE; how many went, or minus an errno.
ssize_t csystem_send(int socket, const void *_Nonnull bytes, size_t count);

/// memfd_create(2): a file that has no name and is on no disk, closed on exec; a descriptor, or minus an errno.
int csystem_memory_file(const char *_Nonnull name);

#endif
