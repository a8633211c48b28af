#ifdef OPENCLAW_STATIC_PIE

// Extensions that Debian builds into SQLite and that no database of a gateway needs to be read: full-text search, spatial
// trees, statistics of pages. Each would be registered for every connection. Their beginnings are defined here, so that the
// linker takes none of their object files out of the archive: a fourth of SQLite. A table of such an extension is known from
// the schema all the same; only its rows cannot be read.

struct sqlite3;

int sqlite3Fts3Init(struct sqlite3 *database);
int sqlite3Fts5Init(struct sqlite3 *database);
int sqlite3RtreeInit(struct sqlite3 *database);
int sqlite3DbstatRegister(struct sqlite3 *database);

int sqlite3Fts3Init(struct sqlite3 *database) { return 0; }
int sqlite3Fts5Init(struct sqlite3 *database) { return 0; }
int sqlite3RtreeInit(struct sqlite3 *database) { return 0; }
int sqlite3DbstatRegister(struct sqlite3 *database) { return 0; }

#endif
