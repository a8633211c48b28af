#include "memory.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

// Small blocks are cut from chunks and kept in lists by size when they are given back; a list belongs to a thread, so that
// no lock is needed. Wherever a block was cut, it goes to the list of the thread that gives it back. Chunks are kept for
// the next read: about a megabyte for a database of a real gateway. A block is zeroed when it is given back, because it may
// have held a part of a row. Large blocks are the C library's.

enum {
    GRAIN = 64,
    LISTS = 32,
    CHUNK = 64 * 1024,
};

/// In front of each block. Its size keeps the block aligned for every type.
typedef struct {
    /// The bytes that were asked for.
    size_t bytes;
    size_t unused;
} head;

typedef struct spare {
    struct spare *next;
} spare;

static _Thread_local spare *spares[LISTS + 1];
static _Thread_local char *chunk;
static _Thread_local size_t left_in_chunk;

static head *head_of(void *block) { return (head *)block - 1; }
static size_t list_of(size_t bytes) { return (bytes + sizeof(head) + GRAIN - 1) / GRAIN; }
static int is_small(size_t bytes) { return list_of(bytes) <= LISTS; }

static head *cut(size_t bytes) {
    size_t list = list_of(bytes);
    spare *first = spares[list];
    if (first != NULL) {
        spares[list] = first->next;
        return (head *)(void *)first;
    }
    if (left_in_chunk < list * GRAIN) {
        // What is left of the last chunk is given up: at most one block.
        chunk = malloc(CHUNK);
        left_in_chunk = chunk == NULL ? 0 : CHUNK;
        if (chunk == NULL) {
            return NULL;
        }
    }
    char *block = chunk;
    chunk += list * GRAIN;
    left_in_chunk -= list * GRAIN;
    return (head *)(void *)block;
}

static void *allocate(int count) {
    size_t bytes = (size_t)count;
    head *found = is_small(bytes) ? cut(bytes) : malloc(bytes + sizeof(head));
    if (found == NULL) {
        return NULL;
    }
    found->bytes = bytes;
    return found + 1;
}

static void give_back(void *block) {
    if (block == NULL) {
        return;
    }
    head *found = head_of(block);
    size_t bytes = found->bytes;
    if (!is_small(bytes)) {
        free(found);
        return;
    }
    explicit_bzero(block, bytes);
    spare *first = (spare *)(void *)found;
    first->next = spares[list_of(bytes)];
    spares[list_of(bytes)] = first;
}

static int size_of(void *block) { return block == NULL ? 0 : (int)head_of(block)->bytes; }

static void *reallocate(void *block, int count) {
    size_t old = head_of(block)->bytes;
    size_t bytes = (size_t)count;
    if (is_small(old) && is_small(bytes) && list_of(old) == list_of(bytes)) {
        if (bytes < old) {
            explicit_bzero((char *)block + bytes, old - bytes);
        }
        head_of(block)->bytes = bytes;
        return block;
    }
    void *other = allocate(count);
    if (other == NULL) {
        return NULL;
    }
    memcpy(other, block, old < bytes ? old : bytes);
    give_back(block);
    return other;
}

static int round_up(int count) { return (count + 7) & ~7; }
static int start(void *context) { return SQLITE_OK; }
static void stop(void *context) {}

void openclaw_sqlite_use_memory(void) {
    static const sqlite3_mem_methods methods = {
        .xMalloc = allocate,
        .xFree = give_back,
        .xRealloc = reallocate,
        .xSize = size_of,
        .xRoundup = round_up,
        .xInit = start,
        .xShutdown = stop,
    };
    // Refused if SQLite runs already, which costs nothing but time.
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}
