#ifndef OPENCLAW_CSYSTEM_FILES_H
#define OPENCLAW_CSYSTEM_FILES_H

// File calls that Glibc's Swift module lacks or hides. Each returns 0 or a positive errno.

enum {
    OPENCLAW_RENAME_REPLACE = 0,
    // Fails with EEXIST when the new name is taken.
    OPENCLAW_RENAME_NOREPLACE = 1,
    // Swaps the two names in one step; both must exist.
    OPENCLAW_RENAME_EXCHANGE = 2,
};

// rename(2) for OPENCLAW_RENAME_REPLACE, renameat2(2) else; EINVAL or ENOSYS where the file system has no such flag.
int openclaw_rename(const char *from, const char *to, unsigned int flags);

// flock(2) with LOCK_EX | LOCK_NB: EWOULDBLOCK when another open file holds it. (In Swift the name is a struct's.)
int openclaw_flock_exclusive(int descriptor);

// 0 when the file has a POSIX access list beyond its mode bits, ENODATA when not, ENOTSUP where there are none.
int openclaw_has_access_list(const char *path);

#endif
