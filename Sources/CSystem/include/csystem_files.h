#ifndef OPENCLAW_CSYSTEM_FILES_H
#define OPENCLAW_CSYSTEM_FILES_H

// File calls that Glibc's Swift module lacks or hides. Each returns 0 or a positive errno.

enum {
    OPENCLAW_RENAME_REPLACE = 0,
    // Fails with EEXIST if the new name exists.
    OPENCLAW_RENAME_NOREPLACE = 1,
    // Swaps the two files atomically; both must exist.
    OPENCLAW_RENAME_EXCHANGE = 2,
};

// rename(2) for OPENCLAW_RENAME_REPLACE, else renameat2(2); EINVAL or ENOSYS if the file system does not support the
// flag.
int openclaw_rename(const char *from, const char *to, unsigned int flags);

// flock(2) with LOCK_EX | LOCK_NB: EWOULDBLOCK if another open file holds it. (In Swift `flock` is the name of a
// struct.)
int openclaw_flock_exclusive(int descriptor);

// 0 if the file has a POSIX access control list beyond its mode bits, ENODATA if not, ENOTSUP if not supported.
int openclaw_has_access_list(const char *path);

#endif
