#define _GNU_SOURCE
#include "csystem_memory.h"

#include <malloc.h>
#include <string.h>

// Heap memory is zeroed before it is given back, all of it: the text of a credential file, what was parsed out of it, and
// every copy that Swift's own arrays and strings make on the way. One rule at the allocator covers what a wiped container
// for each of them could not: the standard library decides itself when it copies.
//
// The program brings its own `free` and `realloc`, which the C library allows for ("Replacing malloc" in its manual); the
// work is handed to the C library's own under their second, exported names. Memory that the kernel takes back
// (munmap, exit) is zeroed by the kernel before anyone else gets it.

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OPENCLAW_ALLOCATOR_IS_THE_SANITIZERS
#endif
#endif

#ifdef OPENCLAW_ALLOCATOR_IS_THE_SANITIZERS

int csystem_wipes_freed_memory(void) {
    return 0;
}

#else

extern void *__libc_malloc(size_t count);
extern void __libc_free(void *memory);

int csystem_wipes_freed_memory(void) {
    return 1;
}

void free(void *memory) {
    if (memory == NULL) {
        return;
    }
    // Zeroing what is freed at once is what an optimiser takes out; explicit_bzero it leaves.
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

/// Never grows in place: where the C library moves a block, it lets the old one go unseen.
void *realloc(void *memory, size_t count) {
    if (memory == NULL) {
        return __libc_malloc(count);
    }
    if (count == 0) {
        free(memory);
        return NULL;
    }
    size_t present = malloc_usable_size(memory);
    if (count <= present && count >= present / 2) {
        return memory;
    }
    void *moved = __libc_malloc(count);
    if (moved != NULL) {
        memcpy(moved, memory, count < present ? count : present);
        free(memory);
    }
    return moved;
}

#endif
