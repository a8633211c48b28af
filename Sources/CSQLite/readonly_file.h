#ifndef OPENCLAW_READONLY_FILE_H
#define OPENCLAW_READONLY_FILE_H

#include <sqlite3.h>

enum {
    // A region of the wal-index is 32 KB and describes 4096 frames: at most a quarter of a million pages are read.
    OPENCLAW_REGION_LIMIT = 64,
};

/// A file that is opened for reading and never for anything else. It takes no lock; as a main database it keeps the
/// index of its -wal in memory.
typedef struct {
    sqlite3_file base;
    /// -1 for a file that does not exist or is empty.
    int descriptor;
    void *regions[OPENCLAW_REGION_LIMIT];
} openclaw_readonly_file;

/// Opens it. A missing or empty -wal is a file without bytes; anything else that is no regular file is an error.
int openclaw_readonly_open(const char *path, int flags, sqlite3_file *file);

#endif
