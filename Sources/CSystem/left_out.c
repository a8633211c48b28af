#ifdef OPENCLAW_STATIC_PIE

// What swift-argument-parser mentions of FoundationEssentials. That library is a sixth of the program if it is linked, and
// nothing else asks for it: all that the parser wants is an encoder for `--experimental-dump-help`, a flag for those who work
// on this program and have a debug build, and to know whether an error is a `LocalizedError`, which none of ours is. The
// flag is refused before the parser sees it (`Main`). Defined here, these names keep the linker from looking into the
// library; .ci/guard-binary checks that it did not.

#define LEFT_OUT(name, symbol)                                                                                        \
    _Noreturn void openclaw_left_out_##name(void) __asm__(symbol);                                                     \
    void openclaw_left_out_##name(void) { __builtin_trap(); }

/// The encoder's type, how one is made, its two options, and a text of its data.
LEFT_OUT(encoder_type, "$s20FoundationEssentials11JSONEncoderCMa")
LEFT_OUT(encoder, "$s20FoundationEssentials11JSONEncoderCACycfc")
LEFT_OUT(pretty, "$s20FoundationEssentials11JSONEncoderC16OutputFormattingV13prettyPrintedAEvau")
LEFT_OUT(sorted, "$s20FoundationEssentials11JSONEncoderC16OutputFormattingV10sortedKeysAEvau")
LEFT_OUT(text, "$sSS20FoundationEssentialsE4data8encodingSSSgAA4DataVh_SSAAE8EncodingVtcfC")
LEFT_OUT(utf8, "$sSS20FoundationEssentialsE8EncodingV4utf8ACvau")

/// A protocol without requirements that no type conforms to, and the module it is in: descriptors as the Swift ABI lays them
/// out (docs/ABI/TypeMetadata.rst; `ProtocolDescriptor` and `ModuleContextDescriptor` of the runtime). The flags say that it
/// is a protocol, that its descriptor is the only one, and that it is not for classes alone.
__asm__(".section .rodata.openclaw_left_out, \"a\", @progbits\n"
        ".p2align 2\n"
        "openclaw_left_out_module:\n"
        ".long 0x40\n"
        ".long 0\n"
        ".long openclaw_left_out_module_name - .\n"
        ".globl \"$s20FoundationEssentials14LocalizedErrorMp\"\n"
        "\"$s20FoundationEssentials14LocalizedErrorMp\":\n"
        ".long 0x10043\n"
        ".long openclaw_left_out_module - .\n"
        ".long openclaw_left_out_name - .\n"
        ".long 0\n"
        ".long 0\n"
        ".long 0\n"
        "openclaw_left_out_module_name: .asciz \"FoundationEssentials\"\n"
        "openclaw_left_out_name: .asciz \"LocalizedError\"\n"
        ".previous\n");

#endif
