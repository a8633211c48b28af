#define _GNU_SOURCE
#include "csystem_start.h"

#include <nss.h>
#include <stddef.h>
#include <unistd.h>

static char *none[] = {NULL};
static char **arguments = none;

char **csystem_arguments(void) {
    return arguments;
}

#ifdef OPENCLAW_STATIC_PIE
/// A statically linked Swift runtime looks up its own path at start and aborts if there is none.
static void require_proc(void) {
    static const char words[] =
        "Error: /proc is not mounted, and this program needs it to start. Nothing was read or changed.\n"
        "Next: mount -t proc proc /proc\n";
    char path[2];
    if (readlink("/proc/self/exe", path, sizeof path) < 0) {
        ssize_t written = write(STDERR_FILENO, words, sizeof words - 1);
        (void)written;
        _exit(1);
    }
}
#endif

/// Runs before `main` and before the Swift runtime's constructors; the C library passes the same arguments as to
/// `main`.
__attribute__((constructor(101))) static void keep_arguments(int count, char **values) {
    if (count > 0) {
        arguments = values;
    }
#ifdef OPENCLAW_STATIC_PIE
    require_proc();
#endif
    // Look up user names only in /etc/passwd. The release binary contains its own C library, which cannot load NSS
    // modules of another one: on a host whose nsswitch.conf names some, a lookup would abort the process.
    __nss_configure_lookup("passwd", "files");
}
