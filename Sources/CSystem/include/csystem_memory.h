#ifndef OPENCLAW_CSYSTEM_MEMORY_H
#define OPENCLAW_CSYSTEM_MEMORY_H

#include <stddef.h>
#include <sys/resource.h>

/// Zeroes `count` bytes; never removed by the optimiser.
void csystem_wipe(void *bytes, size_t count);

/// 1 if all heap memory is zeroed when it is freed; 0 in sanitizer builds, which have their own allocator.
int csystem_wipes_freed_memory(void);

/// Fills the bytes with random data from getrandom(2). Returns 0 or an errno.
int csystem_random(void *bytes, size_t count);

/// Sets whether this process is dumpable: core dumps, ptrace, /proc/PID/mem. Returns 0 or an errno.
int csystem_set_dumpable(int dumpable);

/// 1 if the process is dumpable, 0 if not, or minus an errno.
int csystem_get_dumpable(void);

/// Reads the core file limit in bytes. Returns 0 or an errno.
int csystem_get_core_limit(struct rlimit *limit);

/// Sets the core file limit in bytes. Returns 0 or an errno.
int csystem_set_core_limit(const struct rlimit *limit);

#endif
