#define _GNU_SOURCE
#include "csystem_process.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
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

int csystem_exit_watch(pid_t process) {
    int watch = (int)syscall(SYS_pidfd_open, process, 0);
    return watch >= 0 ? watch : -errno;
}

// posix_spawn(3) cannot set a parent-death signal, so this is done by hand: vfork(2), a few system calls, exec. An
// error on the way is reported through a pipe that exec closes.

enum { ERRORS = CSYSTEM_KEPT_DESCRIPTOR + 1, LIFTED = 10, COUNT = 5 };

/// Moves the descriptors to their numbers and closes all others, including inherited ones.
static int place_descriptors(const int lifted[COUNT]) {
    for (int index = 0; index < 3; index++) {
        if (dup2(lifted[index], index) < 0) {
            return -1;
        }
    }
    if (dup3(lifted[4], ERRORS, O_CLOEXEC) < 0) {
        return -1;
    }
    if (lifted[3] >= 0) {
        if (dup2(lifted[3], CSYSTEM_KEPT_DESCRIPTOR) < 0) {
            return -1;
        }
    } else {
        close(CSYSTEM_KEPT_DESCRIPTOR);
    }
    closefrom(ERRORS + 1);
    return 0;
}

/// exec resets handlers, but not the signal mask and ignored signals.
static int reset_signals(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; number++) {
        // Fails for the two signals that cannot be changed and for those reserved by the C library.
        sigaction(number, &action, NULL);
    }
    sigset_t none;
    sigemptyset(&none);
    return sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Runs in the child, in memory shared with the parent: system calls only.
static void become(const csystem_child *child, const int lifted[COUNT], pid_t parent) {
    int fine = setsid() >= 0 && place_descriptors(lifted) == 0;
    if (fine && child->controls_terminal) {
        fine = ioctl(0, TIOCSCTTY, 0) == 0;
    }
    if (fine && child->last_signal != 0) {
        fine = prctl(PR_SET_PDEATHSIG, child->last_signal) == 0;
        if (fine && getppid() != parent) {
            // The parent ended before the parent-death signal was set.
            _exit(127);
        }
    }
    if (fine && reset_signals() == 0) {
        execve(child->program, child->arguments, child->environment);
    }
    int error = errno;
    ssize_t ignored = write(ERRORS, &error, sizeof error);
    (void)ignored;
    _exit(127);
}

static int start_lifted(pid_t *process, const csystem_child *child, const int lifted[COUNT], int errors) {
    sigset_t all, before;
    sigfillset(&all);
    // Our signal handlers must not run in the child.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    pid_t started = vfork();
    if (started == 0) {
        become(child, lifted, parent);
    }
    int error = started < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(lifted[4]);
    if (error != 0) {
        return error;
    }
    ssize_t got;
    while ((got = read(errors, &error, sizeof error)) < 0 && errno == EINTR) {
    }
    if (got == sizeof error) {
        while (waitpid(started, NULL, 0) < 0 && errno == EINTR) {
        }
        return error;
    }
    *process = started;
    return 0;
}

/// If our parent left SIGCHLD ignored, a child's exit code would be lost.
static void keep_endings(void) {
    struct sigaction action;
    if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN) {
        signal(SIGCHLD, SIG_DFL);
    }
}

int csystem_start(pid_t *process, const csystem_child *child) {
    int errors[2];
    keep_endings();
    if (pipe2(errors, O_CLOEXEC) != 0) {
        return errno;
    }
    const int wanted[COUNT] = {child->standard[0], child->standard[1], child->standard[2], child->kept, errors[1]};
    // Duplicates above all target numbers, so that moving one does not overwrite another.
    int lifted[COUNT] = {-1, -1, -1, -1, -1};
    int error = 0;
    for (int index = 0; index < COUNT && error == 0; index++) {
        lifted[index] = wanted[index] < 0 ? -1 : fcntl(wanted[index], F_DUPFD_CLOEXEC, LIFTED);
        if (wanted[index] >= 0 && lifted[index] < 0) {
            error = errno;
        }
    }
    close(errors[1]);
    if (error == 0) {
        error = start_lifted(process, child, lifted, errors[0]);
        lifted[4] = -1;
    }
    close(errors[0]);
    for (int index = 0; index < COUNT; index++) {
        if (lifted[index] >= 0) {
            close(lifted[index]);
        }
    }
    return error;
}
