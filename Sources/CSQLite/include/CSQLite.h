#ifndef OPENCLAW_CSQLITE_H
#define OPENCLAW_CSQLITE_H

#include <sqlite3.h>

// The gateway's tables are STRICT since agent schema 9; an older SQLite cannot even read such a schema.
#if SQLITE_VERSION_NUMBER < 3037000
#error "SQLite 3.37 or later is needed"
#endif

/// How a database is opened. Neither way creates, changes or removes anything, whatever is read and whoever owns it.
enum {
    /// Beside a program that may be writing: SQLite takes read locks and uses the -shm file, which it opens for reading
    /// only. One consistent state is read.
    OPENCLAW_SQLITE_BESIDE = 0,
    /// The files alone, without a lock and without the -shm file; the index of the -wal is built in memory. What is read
    /// is one state only if the files did not change meanwhile, which the caller has to check.
    OPENCLAW_SQLITE_ALONE = 1,
};

/// The most bytes of a row; a longer one is an error.
#define OPENCLAW_SQLITE_LENGTH_LIMIT (33 << 20)
/// The longest path that is opened beside other programs, in bytes.
#define OPENCLAW_SQLITE_PATH_LIMIT 500

/// Opens a database for reading and begins a transaction, in which all that is read belongs together.
///
/// The connection is used by one thread. It runs no code of the file (triggers, extensions, unsafe functions), and a
/// statement ends with SQLITE_INTERRUPT after some million steps, whatever tables and views it meets.
///
/// @param path absolute, without symbolic links.
/// @param busy_milliseconds for how long a lock of another program is waited for.
/// @param database NULL after an error; close it with sqlite3_close_v2.
/// @return an extended result code.
int openclaw_sqlite_open(const char *path, int way, int busy_milliseconds, sqlite3 **database);

#endif
