package import JSON5

/// The migration from `cacheControlTtl` to `cacheRetention`.
package enum CacheMigration {
    /// The paths of the values that a migration would replace.
    package static func legacyValues(_ config: Value, _ places: ConfigPlaces) -> [Pointer] {
        edits(config, places).map(\.pointer).filter { $0.components.last == .key(CacheRetention.oldParameter) }
    }

    /// The paths of values that stay, because the gateway knows no such `cacheControlTtl` and ignores it.
    package static func unknownValues(_ config: Value, _ places: ConfigPlaces) -> [Pointer] {
        (config.value(at: places.models)?.objectValue ?? [:]).compactMap { key, entry in
            guard let ttl = entry[ConfigPlaces.modelParameters]?[CacheRetention.oldParameter],
                ttl.stringValue.flatMap({ CacheRetention(legacyTTL: $0) }) == nil
            else { return nil }
            return places.cacheTTL(ofKey: key)
        }
    }

    /// The needed edits; empty if nothing sets `cacheControlTtl`.
    ///
    /// A value known to the gateway becomes a `cacheRetention`, unless a string is already there, because that one is
    /// in effect today. An unknown value is left for its author.
    ///
    /// Each entry has one edit of the old key: a rename or a removal.
    package static func edits(_ config: Value, _ places: ConfigPlaces) -> [ValueEdit] {
        (config.value(at: places.models)?.objectValue ?? [:]).flatMap { key, entry -> [ValueEdit] in
            let parameters = entry[ConfigPlaces.modelParameters]
            guard let ttl = parameters?[CacheRetention.oldParameter]?.stringValue,
                let retention = CacheRetention(legacyTTL: ttl)
            else { return [] }
            let (old, new) = (places.cacheTTL(ofKey: key), places.cacheRetention(ofKey: key))
            let value = Value.string(retention.rawValue)
            guard let present = parameters?[CacheRetention.parameter] else {
                // In its place, so that its comment and its neighbours stay.
                return [ValueEdit(old, .rename(to: CacheRetention.parameter, value))]
            }
            // Its comments stay: they may say why the value was chosen.
            let removal = ValueEdit(old, .removeAlone)
            guard present.stringValue == nil else { return [removal] }
            return [ValueEdit(new, .set(value)), removal]
        }
    }
}
