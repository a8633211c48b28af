#ifndef OPENCLAW_CSYSTEM_WATCH_H
#define OPENCLAW_CSYSTEM_WATCH_H

// Being told when files in a folder change: inotify(7), whose events Swift cannot walk safely.

/// Opens a watch without folders. Returns a descriptor that becomes readable when something changed, or minus an errno.
int csystem_watch_open(void);

/// Watches the files of a folder; again for the same folder is fine. 0, or an errno.
int csystem_watch_add(int watch, const char *_Nonnull folder);

/// Takes all that was seen. 1 when a file was written, renamed or removed, or a folder was made; 0 when it was only locks.
int csystem_watch_take(int watch);

/// 1 when the kernel sees every change in this folder; 0 on network file systems, where other hosts write unseen.
int csystem_watch_sees_all(const char *_Nonnull folder);

#endif
