#define _GNU_SOURCE
#include "csystem_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

char **csystem_environment(void) { return environ; }

int csystem_pipe(int ends[2]) {
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return errno;
    }
    return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0 ? 0 : errno;
}

int csystem_stream_pair(int ends[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
}

ssize_t csystem_send(int socket, const void *bytes, size_t count) {
    ssize_t sent = send(socket, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
    return sent >= 0 ? sent : -errno;
}

int csystem_memory_file(const char *name) {
    int file = memfd_create(name, MFD_CLOEXEC);
    return file >= 0 ? file : -errno;
}

// MARK: Starting a program

int csystem_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

/// Copies the descriptors to numbers above the standard ones, so that none is overwritten by another that goes to its place.
static int lift(int lifted[3], const int standard[3]) {
    for (int index = 0; index < 3; index++) {
        lifted[index] = fcntl(standard[index], F_DUPFD_CLOEXEC, 3);
        if (lifted[index] < 0) {
            return errno;
        }
    }
    return 0;
}

/// What we inherited ourselves is open without close-on-exec, whatever is in it: all but the four is closed by number.
static int describe(posix_spawn_file_actions_t *actions, const int lifted[3], int kept) {
    int error = 0;
    for (int index = 0; index < 3 && error == 0; index++) {
        error = posix_spawn_file_actions_adddup2(actions, lifted[index], index);
    }
    for (int descriptor = 3; descriptor < kept && error == 0; descriptor++) {
        error = posix_spawn_file_actions_addclose(actions, descriptor);
    }
    if (error == 0 && kept >= 0) {
        // Onto itself: that takes close-on-exec away.
        error = posix_spawn_file_actions_adddup2(actions, kept, kept);
    }
    return error != 0 ? error : csystem_close_from(actions, kept < 3 ? 3 : kept + 1);
}

int csystem_spawn(
    pid_t *process, const char *program, char *const *arguments, char *const *environment, const int standard[3],
    int kept) {
    int lifted[3] = {-1, -1, -1};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    int error = lift(lifted, standard);
    if (error == 0) {
        error = describe(&actions, lifted, kept);
    }
    if (error == 0) {
        // Handlers are not inherited, but a mask and what is ignored are.
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        error = posix_spawn(process, program, &actions, &attributes, arguments, environment);
    }
    for (int index = 0; index < 3; index++) {
        if (lifted[index] >= 0) {
            close(lifted[index]);
        }
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}
