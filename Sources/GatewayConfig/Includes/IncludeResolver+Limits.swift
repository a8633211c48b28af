extension IncludeResolver {
    /// Limits for one load. Ten levels with a dozen includes each would amount to more data than a disk holds; a real
    /// host has some dozens of includes.
    struct Limits {
        /// Number of includes, counted at each inclusion.
        var count = 10_000
        /// Bytes of included text, counted at each inclusion; a single file may use half of it.
        var bytes = 64 << 20
    }

    /// What was included so far, counted at each inclusion.
    struct Amount {
        var count = 0
        var bytes = 0
    }
}
