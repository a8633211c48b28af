#ifndef OPENCLAW_CSYSTEM_START_H
#define OPENCLAW_CSYSTEM_START_H

/// The arguments that the kernel handed to this process, the program's own name first, ended by NULL.
///
/// Swift's standard library reads them from /proc/self/cmdline, which is not there in a chroot without /proc and which is
/// not recognised once a preloaded library has changed the environment.
char *_Nullable *_Nonnull csystem_arguments(void);

#endif
