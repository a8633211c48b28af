#include "readonly_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static openclaw_readonly_file *self(sqlite3_file *file) { return (openclaw_readonly_file *)file; }

// MARK: - Reading

static int read_at(sqlite3_file *file, void *buffer, int count, sqlite3_int64 offset) {
    int done = 0;
    while (self(file)->descriptor >= 0 && done < count) {
        ssize_t part = pread(self(file)->descriptor, (char *)buffer + done, (size_t)(count - done), offset + done);
        if (part < 0 && errno == EINTR) {
            continue;
        }
        if (part < 0) {
            return SQLITE_IOERR_READ;
        }
        if (part == 0) {
            break;
        }
        done += (int)part;
    }
    if (done == count) {
        return SQLITE_OK;
    }
    // SQLite demands zeros after the end of the file.
    memset((char *)buffer + done, 0, (size_t)(count - done));
    return SQLITE_IOERR_SHORT_READ;
}

static int size(sqlite3_file *file, sqlite3_int64 *bytes) {
    *bytes = 0;
    struct stat info;
    if (self(file)->descriptor < 0) {
        return SQLITE_OK;
    }
    if (fstat(self(file)->descriptor, &info) != 0) {
        return SQLITE_IOERR_FSTAT;
    }
    *bytes = info.st_size;
    return SQLITE_OK;
}

// MARK: - Everything else

static int refuse_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    return SQLITE_READONLY;
}
static int refuse_truncate(sqlite3_file *file, sqlite3_int64 bytes) { return SQLITE_READONLY; }
static int sync_nothing(sqlite3_file *file, int flags) { return SQLITE_OK; }
static int lock(sqlite3_file *file, int level) { return level > SQLITE_LOCK_SHARED ? SQLITE_READONLY : SQLITE_OK; }
static int unlock(sqlite3_file *file, int level) { return SQLITE_OK; }
static int check_reserved(sqlite3_file *file, int *is_reserved) {
    *is_reserved = 0;
    return SQLITE_OK;
}
static int control(sqlite3_file *file, int operation, void *argument) { return SQLITE_NOTFOUND; }
static int sector_size(sqlite3_file *file) { return 4096; }
static int characteristics(sqlite3_file *file) { return 0; }

// MARK: - The wal-index

static int map_region(sqlite3_file *file, int number, int bytes, int extend, void volatile **region) {
    *region = NULL;
    if (number < 0 || number >= OPENCLAW_REGION_LIMIT) {
        return SQLITE_TOOBIG;
    }
    if (self(file)->regions[number] == NULL && extend) {
        self(file)->regions[number] = calloc(1, (size_t)bytes);
        if (self(file)->regions[number] == NULL) {
            return SQLITE_IOERR_NOMEM;
        }
    }
    *region = self(file)->regions[number];
    return SQLITE_OK;
}

static int lock_region(sqlite3_file *file, int offset, int count, int flags) { return SQLITE_OK; }
static void barrier(sqlite3_file *file) { __sync_synchronize(); }

static int unmap_regions(sqlite3_file *file, int delete_flag) {
    for (int number = 0; number < OPENCLAW_REGION_LIMIT; number++) {
        free(self(file)->regions[number]);
        self(file)->regions[number] = NULL;
    }
    return SQLITE_OK;
}

static int close_file(sqlite3_file *file) {
    unmap_regions(file, 0);
    if (self(file)->descriptor >= 0) {
        close(self(file)->descriptor);
        self(file)->descriptor = -1;
    }
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_at,
    .xWrite = refuse_write,
    .xTruncate = refuse_truncate,
    .xSync = sync_nothing,
    .xFileSize = size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = check_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_region,
    .xShmLock = lock_region,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_regions,
};

// MARK: - Opening

int openclaw_readonly_open(const char *path, int flags, sqlite3_file *file) {
    memset(file, 0, sizeof(openclaw_readonly_file));
    self(file)->descriptor = -1;
    int is_wal = (flags & SQLITE_OPEN_WAL) != 0;
    // Not blocked by a pipe without a writer that has the file's name.
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor < 0 && !(is_wal && errno == ENOENT)) {
        return SQLITE_CANTOPEN;
    }
    struct stat info;
    if (descriptor >= 0 && (fstat(descriptor, &info) != 0 || !S_ISREG(info.st_mode))) {
        close(descriptor);
        return SQLITE_CANTOPEN;
    }
    self(file)->descriptor = descriptor;
    file->pMethods = &methods;
    return SQLITE_OK;
}
