#ifndef OPENCLAW_FUZZER_H
#define OPENCLAW_FUZZER_H

#include <stddef.h>
#include <stdint.h>

// libFuzzer's entry point: runs the target on generated inputs until one crashes or the time is over.
int LLVMFuzzerRunDriver(int *_Nonnull count, char *_Nullable *_Nonnull *_Nonnull arguments,
                        int (*_Nonnull target)(const uint8_t *_Nonnull bytes, size_t count));

#endif
