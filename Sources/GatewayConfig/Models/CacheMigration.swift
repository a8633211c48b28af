package import JSON5

/// The way from `cacheControlTtl` to `cacheRetention`.
package enum CacheMigration {
    /// What has to be edited; empty when nothing says `cacheControlTtl`.
    ///
    /// A value the gateway knows becomes a `cacheRetention` unless a text is there already, which wins today. A value it
    /// does not know is left for its author.
    package static func edits(_ config: Value) -> [ValueEdit] {
        (config.value(at: .modelEntries)?.objectValue ?? [:]).flatMap { key, entry -> [ValueEdit] in
            let params = Pointer.modelEntries.appending(key).appending("params")
            guard let ttl = entry["params"]?["cacheControlTtl"]?.stringValue,
                let retention = CacheRetention(legacyTTL: ttl)
            else { return [] }
            let removal = ValueEdit(params.appending("cacheControlTtl"), .remove)
            guard entry["params"]?["cacheRetention"]?.stringValue == nil else { return [removal] }
            return [ValueEdit(params.appending("cacheRetention"), .set(.string(retention.rawValue))), removal]
        }
    }
}
