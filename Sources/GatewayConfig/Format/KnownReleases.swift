internal import JSON5

/// The releases of the gateway that the compiled data names: those whose keys of `openclaw.json` were read.
package enum KnownReleases {
    /// The release of the schema.
    package static var oldest: ReleaseNumber? {
        ReleaseData.all.first?["release"]?.text.flatMap(ReleaseNumber.init)
    }

    /// Such as `2026.3.13`, the oldest first, up to the newest whose keys were all read. A release between two of these
    /// accepts no other keys than the earlier one, as far as is known.
    package static var names: [String] {
        var seen: Set<String> = []
        let newest = ReleaseNumber(LaterKeys.builtIn.newest)
        let later = LaterKeys.builtIn.rows.map(\.since) + [LaterKeys.builtIn.newest]
        return ([ConfigFormat.builtIn.version] + later).filter { seen.insert($0).inserted }
            .compactMap { name in ReleaseNumber(name).map { (name: name, number: $0) } }
            .filter { one in newest.map { !($0 < one.number) } ?? true }
            .sorted { $0.number < $1.number }
            .map(\.name)
    }
}
