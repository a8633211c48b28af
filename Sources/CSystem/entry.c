#include <elf.h>
#include <link.h>

// Where the release binary starts, one step before the C library's `_start`.
//
// SwiftPM gives each executable the run path $ORIGIN (all but `swift build --disable-local-rpath`). A static-pie has no
// loader that would follow it, but the C library relocates such a program itself and stops with an assertion where it
// meets one (get-dynamic-info.h, glibc 2.36). So the entry is taken out of the table in memory before that.

#ifdef OPENCLAW_STATIC_PIE

extern ElfW(Dyn) _DYNAMIC[] __attribute__((visibility("hidden")));

/// Runs before anything is relocated: it may use nothing but its own stack and this table.
__attribute__((used, no_stack_protector)) static void drop_run_path(void) {
    for (ElfW(Dyn) *entry = _DYNAMIC; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_RUNPATH) {
            // A tag that no one reads in a program without a loader.
            entry->d_tag = DT_DEBUG;
        }
    }
}

#if defined(__x86_64__)
// The stack pointer and rdx are what the kernel hands over (System V ABI, "Process Initialization").
__asm__(".text\n"
        ".globl csystem_entry\n"
        ".type csystem_entry, @function\n"
        "csystem_entry:\n"
        "  push %rdx\n"
        "  sub $8, %rsp\n"
        "  call drop_run_path\n"
        "  add $8, %rsp\n"
        "  pop %rdx\n"
        "  jmp _start\n"
        ".size csystem_entry, .-csystem_entry\n");
#elif defined(__aarch64__)
// The stack pointer and x0 are what the kernel hands over.
__asm__(".text\n"
        ".globl csystem_entry\n"
        ".type csystem_entry, %function\n"
        "csystem_entry:\n"
        "  stp x0, x30, [sp, #-16]!\n"
        "  bl drop_run_path\n"
        "  ldp x0, x30, [sp], #16\n"
        "  b _start\n"
        ".size csystem_entry, .-csystem_entry\n");
#endif

#endif
