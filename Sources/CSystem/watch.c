#define _GNU_SOURCE
#include "csystem_watch.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/vfs.h>
#include <unistd.h>

enum {
    // A new file is reported when it is written and closed, not when it is created.
    MASK = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_ONLYDIR,
};

int csystem_watch_open(void) {
    int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    return watch >= 0 ? watch : -errno;
}

int csystem_watch_add(int watch, const char *folder) {
    return inotify_add_watch(watch, folder, MASK) >= 0 ? 0 : errno;
}

static int is_lock(const char *name) {
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".lock") == 0;
}

static int matters(const struct inotify_event *event) {
    if (event->mask & IN_Q_OVERFLOW) return 1;
    if (event->len == 0 || is_lock(event->name)) return 0;
    int is_folder = (event->mask & IN_ISDIR) != 0;
    return is_folder ? (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0 : (event->mask & IN_CREATE) == 0;
}

int csystem_watch_take(int watch) {
    char buffer[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    int changed = 0;
    for (;;) {
        ssize_t count = read(watch, buffer, sizeof buffer);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return changed;
        for (ssize_t place = 0; place < count;) {
            const struct inotify_event *event = (const struct inotify_event *)(buffer + place);
            if (matters(event)) changed = 1;
            place += (ssize_t)(sizeof *event + event->len);
        }
    }
}

int csystem_watch_sees_all(const char *folder) {
    struct statfs facts;
    if (statfs(folder, &facts) != 0) return 1;
    switch ((unsigned long)facts.f_type) {
    case 0x6969:     // NFS
    case 0x517B:     // SMB
    case 0xFF534D42: // CIFS
    case 0xFE534D42: // SMB2
    case 0x01021997: // 9P
    case 0x65735546: // FUSE
    case 0x00C36400: // Ceph
    case 0x5346414F: // AFS
        return 0;
    default: return 1;
    }
}
