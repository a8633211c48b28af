package import JSON5

/// The migration from `cacheControlTtl` to `cacheRetention`.
package enum CacheMigration {
    /// The needed edits; empty if nothing sets `cacheControlTtl`.
    ///
    /// A value known to the gateway becomes a `cacheRetention`, unless a string is already there, because that one is
    /// in effect today. An unknown value is left for its author.
    package static func edits(_ config: Value, _ places: ConfigPlaces) -> [ValueEdit] {
        (config.value(at: places.models)?.objectValue ?? [:]).flatMap { key, entry -> [ValueEdit] in
            let params = places.parameters(ofKey: key)
            guard let ttl = entry["params"]?["cacheControlTtl"]?.stringValue,
                let retention = CacheRetention(legacyTTL: ttl)
            else { return [] }
            let removal = ValueEdit(params.appending("cacheControlTtl"), .remove)
            guard entry["params"]?["cacheRetention"]?.stringValue == nil else { return [removal] }
            return [ValueEdit(params.appending("cacheRetention"), .set(.string(retention.rawValue))), removal]
        }
    }
}
