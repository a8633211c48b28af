#define _GNU_SOURCE
#include "csystem_files.h"

#include <errno.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/xattr.h>
#include <fcntl.h>

_Static_assert(OPENCLAW_RENAME_NOREPLACE == RENAME_NOREPLACE, "flag of renameat2(2)");
_Static_assert(OPENCLAW_RENAME_EXCHANGE == RENAME_EXCHANGE, "flag of renameat2(2)");

int openclaw_rename(const char *from, const char *to, unsigned int flags) {
    int result = flags == OPENCLAW_RENAME_REPLACE ? rename(from, to) : renameat2(AT_FDCWD, from, AT_FDCWD, to, flags);
    return result == 0 ? 0 : errno;
}

int openclaw_flock_exclusive(int descriptor) {
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
}

int openclaw_has_access_list(const char *path) {
    return getxattr(path, "system.posix_acl_access", 0, 0) >= 0 ? 0 : errno;
}
