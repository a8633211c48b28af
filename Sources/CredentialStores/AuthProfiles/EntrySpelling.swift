/// How a release reads the entries of `profiles`.
package enum EntrySpelling: Sendable, Equatable {
    /// Names and words as they are documented; a secret counts before a reference beside it.
    case exact
    /// Since 2026.6.5: also `mode` for `type`, `apiKey` for `api_key` and for `key`; a reference counts before a secret
    /// beside it; a blank provider is none, and an array is no object.
    case lenient
}
