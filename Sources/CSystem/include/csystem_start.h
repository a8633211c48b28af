#ifndef OPENCLAW_CSYSTEM_START_H
#define OPENCLAW_CSYSTEM_START_H

/// The arguments that the kernel passed to this process, starting with the program name, ended by NULL.
///
/// Swift's standard library reads them from /proc/self/cmdline, which does not exist in a chroot without /proc and is
/// not recognised once a preloaded library has changed the environment.
char *_Nullable *_Nonnull csystem_arguments(void);

#endif
