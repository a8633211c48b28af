#define _GNU_SOURCE
#include "csystem_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// MARK: Signals as events

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGCONT, SIGTSTP};
enum { caught_count = sizeof caught / sizeof caught[0] };

static struct sigaction before[caught_count];
static sigset_t mask_before;
static int is_open;
/// The pipe only wakes up the reader; flags record what arrived, so a full pipe loses nothing.
static int bell[2] = {-1, -1};
static atomic_int rung;
static atomic_int arrived[NSIG];
static atomic_int woken;
static atomic_int continued;

static void ring(void) {
    int error = errno;
    char byte = 0;
    if (write(bell[1], &byte, 1) < 0) {
        // Full: the reader will be woken anyway.
    }
    // Set afterwards, so that no byte is left behind if the pipe was emptied in between.
    atomic_store(&rung, 1);
    errno = error;
}

static void note(int number) {
    if (number == SIGCONT) {
        atomic_fetch_add(&continued, 1);
    }
    atomic_store(&arrived[number], 1);
    ring();
}

static void catch_signal(int number) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = note;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

int csystem_signals_open(void) {
    if (bell[0] < 0 && pipe2(bell, O_NONBLOCK | O_CLOEXEC) != 0) {
        return -errno;
    }
    if (is_open) {
        return bell[0];
    }
    sigset_t unblocked;
    sigemptyset(&unblocked);
    for (int index = 0; index < caught_count; index++) {
        sigaddset(&unblocked, caught[index]);
        sigaction(caught[index], NULL, &before[index]);
        if (before[index].sa_handler != SIG_IGN) {
            catch_signal(caught[index]);
        }
    }
    pthread_sigmask(SIG_UNBLOCK, &unblocked, &mask_before);
    is_open = 1;
    return bell[0];
}

void csystem_signals_close(void) {
    if (!is_open) {
        return;
    }
    for (int index = 0; index < caught_count; index++) {
        sigaction(caught[index], &before[index], NULL);
    }
    pthread_sigmask(SIG_SETMASK, &mask_before, NULL);
    is_open = 0;
}

int csystem_signals_next(void) {
    char bytes[64];
    if (atomic_exchange(&rung, 0)) {
        while (read(bell[0], bytes, sizeof bytes) > 0) {
        }
    }
    for (int index = 0; index < caught_count; index++) {
        if (atomic_exchange(&arrived[caught[index]], 0)) {
            return caught[index];
        }
    }
    return atomic_exchange(&woken, 0) ? 0 : -1;
}

void csystem_signals_wake(void) {
    atomic_store(&woken, 1);
    if (bell[1] >= 0) {
        ring();
    }
}

int csystem_signals_stop(void) {
    struct sigaction usual, ours;
    memset(&usual, 0, sizeof usual);
    usual.sa_handler = SIG_DFL;
    int earlier = atomic_load(&continued);
    sigaction(SIGTSTP, &usual, &ours);
    // Delivered to this thread before kill returns; the kernel ignores it for an orphaned process group. If the parent
    // ignores the signal, it is not raised.
    if (ours.sa_handler != SIG_IGN) {
        kill(0, SIGTSTP);
    }
    sigaction(SIGTSTP, &ours, NULL);
    atomic_store(&arrived[SIGCONT], 0);
    return atomic_load(&continued) != earlier;
}

static struct sigaction before_limit;
static int ignores_limit;

void csystem_file_limit_ignore(void) {
    struct sigaction ignored;
    memset(&ignored, 0, sizeof ignored);
    ignored.sa_handler = SIG_IGN;
    ignores_limit = sigaction(SIGXFSZ, &ignored, &before_limit) == 0;
}

void csystem_signals_restore_for_exec(void) {
    if (ignores_limit) {
        sigaction(SIGXFSZ, &before_limit, NULL);
    }
    csystem_crash_unguard();
    csystem_stderr_release();
    csystem_signals_close();
}

// MARK: Restoring the terminal in all cases

static const int crashes[] = {SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP};
enum { crash_count = sizeof crashes / sizeof crashes[0] };

static struct sigaction before_crash[crash_count];
static struct termios guarded_modes;
static char guarded_bytes[128];
static size_t guarded_count;
static atomic_int guarded = -1;
static int is_armed;

static int kept_error = -1, real_error = -1;

static void write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written < 0 && errno != EINTR) {
            return;
        }
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
}

/// Only async-signal-safe calls.
static void put_right(void) {
    int terminal = atomic_exchange(&guarded, -1);
    if (terminal >= 0) {
        write_all(terminal, guarded_bytes, guarded_count);
        tcsetattr(terminal, TCSAFLUSH, &guarded_modes);
    }
    csystem_stderr_release();
}

static void crash(int number, siginfo_t *info, void *context) {
    (void)context;
    put_right();
    for (int index = 0; index < crash_count; index++) {
        sigaction(crashes[index], &before_crash[index], NULL);
    }
    // A fault repeats when the handler returns; a sent signal, or one that does not repeat, has to be raised again.
    if (info->si_code <= 0 || number == SIGTRAP) {
        raise(number);
    }
}

static void arm(void) {
    static char stack[32768];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    atexit(put_right);
}

void csystem_crash_guard(int terminal, const struct termios *modes, const char *bytes, size_t count) {
    static int has_stack;
    csystem_crash_unguard();
    if (!has_stack) {
        has_stack = 1;
        arm();
    }
    guarded_modes = *modes;
    guarded_count = count < sizeof guarded_bytes ? count : sizeof guarded_bytes;
    memcpy(guarded_bytes, bytes, guarded_count);
    atomic_store(&guarded, terminal);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < crash_count; index++) {
        sigaction(crashes[index], &action, &before_crash[index]);
    }
    is_armed = 1;
}

void csystem_crash_unguard(void) {
    atomic_store(&guarded, -1);
    for (int index = 0; index < crash_count && is_armed; index++) {
        sigaction(crashes[index], &before_crash[index], NULL);
    }
    is_armed = 0;
}

void csystem_stderr_hold(void) {
    if (real_error >= 0 || !isatty(STDERR_FILENO)) {
        return;
    }
    int kept = memfd_create("stderr", MFD_CLOEXEC);
    int real = kept < 0 ? -1 : fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (real < 0 || dup2(kept, STDERR_FILENO) < 0) {
        // Then it is left as it is: a garbled screen is better than a lost message.
        if (real >= 0) {
            close(real);
        }
        if (kept >= 0) {
            close(kept);
        }
        return;
    }
    kept_error = kept;
    real_error = real;
}

void csystem_stderr_release(void) {
    if (real_error < 0) {
        return;
    }
    dup2(real_error, STDERR_FILENO);
    char bytes[1024];
    off_t place = 0;
    ssize_t count;
    while (place < 65536 && (count = pread(kept_error, bytes, sizeof bytes, place)) > 0) {
        write_all(STDERR_FILENO, bytes, (size_t)count);
        place += count;
    }
    close(real_error);
    close(kept_error);
    real_error = kept_error = -1;
}
