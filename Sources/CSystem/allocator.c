#define _GNU_SOURCE
#include "csystem_memory.h"

#include <malloc.h>
#include <string.h>

// Zeroes heap memory before it is freed: the text of a credential file, what was parsed from it, and every copy that
// Swift's arrays and strings make. Doing it in the allocator also covers copies that a wiped container could not,
// because the standard library decides itself when it copies.
//
// The program defines its own `free` and `realloc`, which the C library permits ("Replacing malloc" in its manual), and
// calls the C library's implementations by their other exported names. Memory that is returned to the kernel (munmap,
// exit) is zeroed by the kernel before it is reused.

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
    // explicit_bzero, because the optimiser would remove a plain memset before free.
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

/// Never grows a block in place: if the C library moved it, it would free the old block without zeroing it.
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
