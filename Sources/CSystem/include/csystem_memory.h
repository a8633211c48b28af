#ifndef OPENCLAW_CSYSTEM_MEMORY_H
#define OPENCLAW_CSYSTEM_MEMORY_H

#include <stddef.h>
#include <sys/resource.h>

/// Overwrites `count` bytes with zeros; never removed by the optimiser.
void csystem_wipe(void *bytes, size_t count);

/// 1 when all heap memory is zeroed before it is given back; 0 in builds whose allocator is a sanitizer's.
int csystem_wipes_freed_memory(void);

/// Fills the bytes from the kernel's random source. 0, or an errno.
int csystem_random(void *bytes, size_t count);

/// Makes this process dumpable (1) or not (0): core files, ptrace, /proc/PID/mem. 0, or an errno.
int csystem_set_dumpable(int dumpable);

/// 1 when the process is dumpable, 0 when it is not, or a negative errno.
int csystem_get_dumpable(void);

/// Reads the limit of core files in bytes. 0, or an errno.
int csystem_get_core_limit(struct rlimit *limit);

/// Sets the limit of core files in bytes. 0, or an errno.
int csystem_set_core_limit(const struct rlimit *limit);

#endif
