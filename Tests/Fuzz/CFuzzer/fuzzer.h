#ifndef OPENCLAW_FUZZER_H
#define OPENCLAW_FUZZER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer's own entry: runs the target on inputs of its making until one ends the process or the time is up.
int LLVMFuzzerRunDriver(int *_Nonnull count, char *_Nullable *_Nonnull *_Nonnull arguments,
                        int (*_Nonnull target)(const uint8_t *_Nonnull bytes, size_t count));

#endif
