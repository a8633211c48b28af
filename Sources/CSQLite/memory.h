#ifndef OPENCLAW_SQLITE_MEMORY_H
#define OPENCLAW_SQLITE_MEMORY_H

/// Gives SQLite memory for its small blocks, which parsing a schema of some hundred objects asks for thousands of times:
/// it then takes a fifth less time. Has an effect only before SQLite is started.
void openclaw_sqlite_use_memory(void);

#endif
