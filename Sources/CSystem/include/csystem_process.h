#ifndef OPENCLAW_CSYSTEM_PROCESS_H
#define OPENCLAW_CSYSTEM_PROCESS_H

/// The environment block of the process: `environ` is a mutable global that Swift 6 refuses, and /proc/self/environ
/// cannot be read by a process that is not dumpable.
char *_Nullable *_Nullable csystem_environment(void);

#endif
