#include "CSQLite.h"
#include "memory.h"
#include "readonly_file.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// The file systems, as SQLite calls them, of the two ways. Both open main databases, -wal files and rollback journals
/// for reading and refuse every other file: no temporary file is made, none is removed.
static sqlite3_vfs ways[2];
/// SQLite's own, which reads main databases beside other programs.
static sqlite3_vfs *system_vfs;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int start_result;

static const char *name_of(int way) { return way == OPENCLAW_SQLITE_ALONE ? "openclaw-alone" : "openclaw-beside"; }

// MARK: - The file systems

static int open_file(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags) {
    file->pMethods = NULL;
    int kinds = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
    if (path == NULL || !(flags & kinds) || (flags & SQLITE_OPEN_DELETEONCLOSE)) {
        return SQLITE_CANTOPEN;
    }
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
    if (out_flags != NULL) {
        *out_flags = flags;
    }
    // Only the main database has locks and a -shm file.
    if (vfs == &ways[OPENCLAW_SQLITE_BESIDE] && (flags & SQLITE_OPEN_MAIN_DB)) {
        return system_vfs->xOpen(system_vfs, path, file, flags | SQLITE_OPEN_NOFOLLOW, out_flags);
    }
    return openclaw_readonly_open(path, flags, file);
}

static int delete_file(sqlite3_vfs *vfs, const char *path, int sync_folder) { return SQLITE_READONLY; }

static int access_file(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    struct stat info;
    int is_there = path != NULL && lstat(path, &info) == 0;
    switch (flags) {
    case SQLITE_ACCESS_EXISTS:
        // An empty file counts as none, as in SQLite's own.
        *result = is_there && (!S_ISREG(info.st_mode) || info.st_size > 0);
        break;
    case SQLITE_ACCESS_READ:
        *result = is_there && access(path, R_OK) == 0;
        break;
    default:
        *result = 0;
        break;
    }
    return SQLITE_OK;
}

/// Paths are full already.
static int full_path(sqlite3_vfs *vfs, const char *path, int capacity, char *full) {
    size_t length = strlen(path);
    if (length >= (size_t)capacity) {
        return SQLITE_CANTOPEN_FULLPATH;
    }
    memcpy(full, path, length + 1);
    return SQLITE_OK;
}

/// As root, SQLite would give a -shm file to the database's owner, and an empty one the database's mode.
static int change_mode_of_nothing(int descriptor, mode_t mode) { return 0; }
static int change_owner_of_nothing(int descriptor, uid_t user, gid_t group) { return 0; }

static void start(void) {
    // Statistics of memory cost a lock for each allocation.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    openclaw_sqlite_use_memory();
    start_result = sqlite3_initialize();
    system_vfs = start_result == SQLITE_OK ? sqlite3_vfs_find("unix") : NULL;
    if (system_vfs == NULL) {
        start_result = start_result == SQLITE_OK ? SQLITE_ERROR : start_result;
        return;
    }
    if (system_vfs->iVersion < 3 ||
        system_vfs->xSetSystemCall(system_vfs, "fchmod", (sqlite3_syscall_ptr)change_mode_of_nothing) != SQLITE_OK ||
        system_vfs->xSetSystemCall(system_vfs, "fchown", (sqlite3_syscall_ptr)change_owner_of_nothing) != SQLITE_OK) {
        start_result = SQLITE_ERROR;
        return;
    }
    int own = (int)sizeof(openclaw_readonly_file);
    for (int way = 0; way < 2 && start_result == SQLITE_OK; way++) {
        ways[way] = *system_vfs;
        ways[way].iVersion = 2;
        ways[way].szOsFile = own > system_vfs->szOsFile ? own : system_vfs->szOsFile;
        ways[way].mxPathname = 4096;
        ways[way].pNext = NULL;
        ways[way].zName = name_of(way);
        ways[way].xOpen = open_file;
        ways[way].xDelete = delete_file;
        ways[way].xAccess = access_file;
        ways[way].xFullPathname = full_path;
        start_result = sqlite3_vfs_register(&ways[way], 0);
    }
}

// MARK: - Opening

/// A URI, because only a URI can ask for a -shm file that is opened for reading.
static int write_uri(const char *path, char *uri, size_t capacity) {
    static const char query[] = "?mode=ro&readonly_shm=1";
    static const char digits[] = "0123456789ABCDEF";
    size_t length = 0;
    memcpy(uri, "file:", 5);
    length += 5;
    for (const unsigned char *byte = (const unsigned char *)path; *byte != 0; byte++) {
        if (length + 3 + sizeof query > capacity) {
            return SQLITE_CANTOPEN_FULLPATH;
        }
        if (*byte == '%' || *byte == '?' || *byte == '#') {
            uri[length++] = '%';
            uri[length++] = digits[*byte >> 4];
            uri[length++] = digits[*byte & 15];
        } else {
            uri[length++] = (char)*byte;
        }
    }
    memcpy(uri + length, query, sizeof query);
    return SQLITE_OK;
}

/// Called after some million steps of one statement, which none of ours needs.
static int stop(void *context) { return 1; }

static int prepare(sqlite3 *database, int busy_milliseconds) {
    sqlite3_extended_result_codes(database, 1);
    sqlite3_busy_timeout(database, busy_milliseconds);
    sqlite3_progress_handler(database, 5 * 1000 * 1000, stop, NULL);
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, OPENCLAW_SQLITE_LENGTH_LIMIT);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    return sqlite3_exec(database, "PRAGMA query_only=1; PRAGMA temp_store=MEMORY; BEGIN", NULL, NULL, NULL);
}

int openclaw_sqlite_open(const char *path, int way, int busy_milliseconds, sqlite3 **database) {
    *database = NULL;
    pthread_once(&once, start);
    if (start_result != SQLITE_OK) {
        return start_result;
    }
    char uri[3 * OPENCLAW_SQLITE_PATH_LIMIT + 64];
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
    int result = SQLITE_OK;
    if (way == OPENCLAW_SQLITE_BESIDE) {
        result = write_uri(path, uri, sizeof uri);
        path = uri;
        flags |= SQLITE_OPEN_URI;
    }
    sqlite3 *opened = NULL;
    if (result == SQLITE_OK) {
        result = sqlite3_open_v2(path, &opened, flags, name_of(way));
    }
    if (result == SQLITE_OK) {
        result = prepare(opened, busy_milliseconds);
    }
    if (result != SQLITE_OK) {
        int extended = opened == NULL ? result : sqlite3_extended_errcode(opened);
        sqlite3_close_v2(opened);
        return extended == SQLITE_OK ? result : extended;
    }
    *database = opened;
    return SQLITE_OK;
}
