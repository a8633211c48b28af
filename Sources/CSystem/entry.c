#include <elf.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>

// The entry point of the release binary, which runs before the C library's `_start`.
//
// SwiftPM gives each executable the run path $ORIGIN (unless built with `swift build --disable-local-rpath`). A
// static-pie has no loader that would use it, but the C library relocates such a program itself and aborts with an
// assertion if it finds one (get-dynamic-info.h, glibc 2.36). So the entry is removed from the table in memory before
// that.
//
// Relocation then writes to some 180 pages, and each first write interrupts the program: a quarter of a short command's
// time. They are asked for in one call before it.

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

/// The program's first byte, at address 0 of the file.
extern const char __ehdr_start[] __attribute__((visibility("hidden")));

enum {
    page_size = 4096,
    /// MADV_POPULATE_WRITE (Linux 5.14), which older kernels refuse; nothing depends on it.
    populate_write = 23,
    /// Areas that are nearer to each other than this many bytes are asked for together.
    gap = 32 * page_size,
    /// A bitmap of the table stands for so many words after the last one.
    words_of_bitmap = 63
};

__attribute__((no_stack_protector)) static void populate(uintptr_t start, uintptr_t end) {
    start &= ~(uintptr_t)(page_size - 1);
#if defined(__x86_64__)
    long result = SYS_madvise;
    register long advice __asm__("rdx") = populate_write;
    __asm__ volatile("syscall" : "+a"(result) : "D"(start), "S"(end - start), "r"(advice) : "rcx", "r11", "memory");
#elif defined(__aarch64__)
    register long call __asm__("x8") = SYS_madvise;
    register uintptr_t result __asm__("x0") = start;
    register uintptr_t count __asm__("x1") = end - start;
    register long advice __asm__("x2") = populate_write;
    __asm__ volatile("svc #0" : "+r"(result) : "r"(call), "r"(count), "r"(advice) : "memory");
#endif
}

/// Runs before relocation, as above. The table (RELR) is a list of addresses, ascending, each followed by bitmaps, which
/// are odd.
__attribute__((used, no_stack_protector)) static void populate_relocated_pages(void) {
    const uintptr_t base = (uintptr_t)__ehdr_start;
    const ElfW(Addr) *table = NULL;
    size_t count = 0;
    for (ElfW(Dyn) *entry = _DYNAMIC; entry->d_tag != DT_NULL; entry++) {
        if (entry->d_tag == DT_RELR) {
            table = (const ElfW(Addr) *)(base + entry->d_un.d_ptr);
        } else if (entry->d_tag == DT_RELRSZ) {
            count = entry->d_un.d_val / sizeof *table;
        }
    }
    uintptr_t start = 0, end = 0;
    for (size_t index = 0; table != NULL && index < count; index++) {
        if (table[index] & 1) {
            end += words_of_bitmap * sizeof *table;
            continue;
        }
        uintptr_t place = base + table[index];
        if (end != 0 && place > end + gap) {
            populate(start, end);
            end = 0;
        }
        if (end == 0) {
            start = place;
        }
        end = place + sizeof *table;
    }
    if (end != 0) {
        populate(start, end);
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
        "  call populate_relocated_pages\n"
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
        "  bl populate_relocated_pages\n"
        "  ldp x0, x30, [sp], #16\n"
        "  b _start\n"
        ".size csystem_entry, .-csystem_entry\n");
#endif

#endif
