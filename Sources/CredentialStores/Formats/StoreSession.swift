package import FileTransactions

/// One read of all stores of a host: what they share is looked for and read once.
package struct StoreSession {
    private let formats: StoreFormats
    private let conditions: StoreConditions
    /// The first bytes of the files that all agents share.
    private var shared: StoreFindings?
    /// The format that the host's agents share, as soon as a store of it was found, and its reader.
    private var reader: (format: String, reader: any StoreReader)?

    package init(_ formats: StoreFormats, _ conditions: StoreConditions) {
        self.formats = formats
        self.conditions = conditions
    }

    /// Finds an agent's store and reads it. Nothing is written.
    ///
    /// Where agents share a format it is recognised by main's store, which is therefore read first.
    /// - Parameter progress: called now and then with the number of profiles in the store.
    package mutating func find(
        _ place: StorePlace,
        progress: (Int) -> Void = { _ in }
    ) throws(FileError) -> FoundStore {
        var findings: StoreFindings
        if let shared {
            findings = shared
        } else {
            findings = try formats.sharedFindings(place, conditions.files)
            shared = findings
        }
        try formats.lookBeside(place, conditions.files, &findings)
        let format = formats.formats.first { $0.name == reader?.format || $0.isThere(findings) }
        guard let used = format ?? formats.formats.last else {
            preconditionFailure("a list of formats has at least one")
        }
        var found = try open(used, place, findings, progress)
        found.format = format?.name
        if found.kind == nil { found.kind = format?.kind }
        found.hasOlderFiles = format == nil && formats.hasLegacyFiles(findings)
        return found
    }

    private mutating func open(
        _ format: any StoreFormat,
        _ place: StorePlace,
        _ findings: StoreFindings,
        _ progress: (Int) -> Void
    ) throws(FileError) -> FoundStore {
        if reader == nil { reader = format.reader(conditions).map { (format.name, $0) } }
        guard var open = reader else { return try format.open(place, conditions.files, progress: progress) }
        defer { reader = open }
        return try open.reader.read(place, findings, progress: progress)
    }
}
