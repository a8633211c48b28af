#ifndef OPENCLAW_CSYSTEM_WATCH_H
#define OPENCLAW_CSYSTEM_WATCH_H

// File change notifications with inotify(7), whose events Swift cannot iterate safely.

/// Creates an empty watch. Returns a descriptor that becomes readable on a change, or minus an errno.
int csystem_watch_open(void);

/// Watches the files of a folder; repeating it for the same folder is allowed. Returns 0 or an errno.
int csystem_watch_add(int watch, const char *_Nonnull folder);

/// Reads all events. Returns 1 if a file was written, renamed or removed or a folder was created; 0 if only lock files
/// changed.
int csystem_watch_take(int watch);

/// 1 if the kernel sees every change in this folder; 0 on network file systems, where other hosts write unseen.
int csystem_watch_sees_all(const char *_Nonnull folder);

#endif
