package import JSON5

/// The migration from `cacheControlTtl` to `cacheRetention`.
package enum CacheMigration {
    /// The paths of the values that a migration would replace.
    package static func legacyValues(_ config: Value, _ places: ConfigPlaces) -> [Pointer] {
        edits(config, places).map(\.pointer).filter { $0.components.last == .key("cacheControlTtl") }
    }

    /// The needed edits; empty if nothing sets `cacheControlTtl`.
    ///
    /// A value known to the gateway becomes a `cacheRetention`, unless a string is already there, because that one is
    /// in effect today. An unknown value is left for its author.
    ///
    /// Each entry has one edit of the old key: a rename or a removal.
    package static func edits(_ config: Value, _ places: ConfigPlaces) -> [ValueEdit] {
        (config.value(at: places.models)?.objectValue ?? [:]).flatMap { key, entry -> [ValueEdit] in
            let params = places.parameters(ofKey: key)
            guard let ttl = entry["params"]?["cacheControlTtl"]?.stringValue,
                let retention = CacheRetention(legacyTTL: ttl)
            else { return [] }
            let old = params.appending("cacheControlTtl")
            let value = Value.string(retention.rawValue)
            guard let present = entry["params"]?["cacheRetention"] else {
                // In its place, so that its comment and its neighbours stay.
                return [ValueEdit(old, .rename(to: "cacheRetention", value))]
            }
            let removal = ValueEdit(old, .remove)
            guard present.stringValue == nil else { return [removal] }
            return [ValueEdit(params.appending("cacheRetention"), .set(value)), removal]
        }
    }
}
