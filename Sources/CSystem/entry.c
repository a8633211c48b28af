#include <elf.h>
#include <link.h>

// The entry point of the release binary, which runs before the C library's `_start`.
//
// SwiftPM gives each executable the run path $ORIGIN (unless built with `swift build --disable-local-rpath`). A
// static-pie has no loader that would use it, but the C library relocates such a program itself and aborts with an
// assertion if it finds one (get-dynamic-info.h, glibc 2.36). So the entry is removed from the table in memory before
// that.

#ifdef OPENCLAW_STATIC_PIE

extern ElfW(Dyn) _DYNAMIC[] __attribute__((visibility("hidden")));

/// Runs before relocation: it may use only its own stack and this table.
__attribute__((used, no_stack_protector)) static void drop_run_path(void) {
    for (ElfW(Dyn) *entry = _DYNAMIC; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_RUNPATH) {
            // A tag that is ignored in a program without a loader.
            entry->d_tag = DT_DEBUG;
        }
    }
}

#if defined(__x86_64__)
// The kernel passes the stack pointer and rdx (System V ABI, "Process Initialization").
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
// The kernel passes the stack pointer and x0.
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
