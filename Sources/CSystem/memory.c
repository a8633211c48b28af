#define _GNU_SOURCE
#include "csystem_memory.h"

#include <errno.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>

void csystem_wipe(void *bytes, size_t count) {
    if (count > 0) {
        explicit_bzero(bytes, count);
    }
}

int csystem_random(void *bytes, size_t count) {
    unsigned char *next = bytes;
    while (count > 0) {
        ssize_t got = getrandom(next, count, 0);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        next += got;
        count -= (size_t)got;
    }
    return 0;
}

int csystem_set_dumpable(int dumpable) {
    return prctl(PR_SET_DUMPABLE, dumpable, 0, 0, 0) == 0 ? 0 : errno;
}

int csystem_get_dumpable(void) {
    int dumpable = prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    return dumpable >= 0 ? dumpable : -errno;
}

int csystem_get_core_limit(struct rlimit *limit) {
    return getrlimit(RLIMIT_CORE, limit) == 0 ? 0 : errno;
}

int csystem_set_core_limit(const struct rlimit *limit) {
    return setrlimit(RLIMIT_CORE, limit) == 0 ? 0 : errno;
}
