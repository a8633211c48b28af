import Credentials
package import FileTransactions

/// The formats that a host's stores may have.
package struct StoreFormats: Sendable {
    /// All formats that this program knows. An agent's store has the first one that is there, and a new store is made in
    /// the last one. A new format is one line here.
    package static let all = StoreFormats([
        SQLiteFormat(),
        AuthStateFormat(),
        AuthProfilesFormat(),
    ])

    package let formats: [any StoreFormat]

    package init(_ formats: [any StoreFormat]) {
        self.formats = formats
    }

    /// Where a new store would be made.
    package func usualPath(_ place: StorePlace) -> String {
        (formats.last?.fileNames.first).map(place.path) ?? place.agentFolder
    }

    /// The kinds of participants that are not files, for recovery and undo.
    package var participantKinds: [any ParticipantKind] { formats.flatMap(\.participantKinds) }

    // MARK: - Reading

    /// Finds one agent's store and reads it. Nothing is written.
    /// - Parameter progress: called now and then with the number of profiles in the store.
    package func find(
        _ place: StorePlace,
        _ files: any FileSystem,
        progress: (Int) -> Void = { _ in }
    ) throws(FileError) -> FoundStore {
        var session = StoreSession(self, .standard(files, stateFolder: place.stateFolder))
        return try session.find(place, progress: progress)
    }

    /// The first bytes of the files that tell the format and that all agents share.
    func sharedFindings(_ place: StorePlace, _ files: any FileSystem) throws(FileError) -> StoreFindings {
        var findings = StoreFindings()
        try look(for: fileNames.filter { !$0.isOfAgent }, place, files, &findings)
        return findings
    }

    /// The same of the files in an agent's folder.
    func lookBeside(
        _ place: StorePlace,
        _ files: any FileSystem,
        _ findings: inout StoreFindings
    ) throws(FileError) {
        try look(for: fileNames.filter(\.isOfAgent), place, files, &findings)
    }

    /// Whether there are files of versions before all of these formats.
    func hasLegacyFiles(_ findings: StoreFindings) -> Bool {
        LegacyProfiles.fileNames.contains { findings[$0] != nil }
    }

    /// All files that tell the format, each once.
    private var fileNames: [StorePlace.FileName] {
        var names: [StorePlace.FileName] = []
        for name in formats.flatMap(\.fileNames) + LegacyProfiles.fileNames where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    private func look(
        for names: [StorePlace.FileName],
        _ place: StorePlace,
        _ files: any FileSystem,
        _ findings: inout StoreFindings
    ) throws(FileError) {
        for name in names { findings[name] = try files.firstBytes(of: place.path(of: name)) }
    }

    // MARK: - After an apply

    /// The format that a part of a record belongs to; nil if it is no store's.
    package func format(of part: ApplyRecord.Part) -> (any StoreFormat)? {
        formats.first { format in
            switch part {
            case .file(let file): format.wrote(file)
            case .other(let other): format.participantKinds.contains { $0.name == other.line.kind }
            }
        }
    }

    /// What an undo has to know of a file; nil if it is no store's.
    package func undo(_ file: UndoPlan.File) -> StoreFileUndo? {
        format(of: .file(file.recorded))?.undo(file)
    }
}

extension StoreConditions {
    /// Reading on behalf of nobody in particular: as the newest gateway reads.
    static func standard(_ files: any FileSystem, stateFolder: String) -> StoreConditions {
        StoreConditions(
            files: files,
            clock: .system,
            stateFolder: stateFolder,
            patience: DatabaseReader.shortPatience,
            databases: { DatabaseRules() }
        )
    }
}

extension FileSystem {
    /// The first bytes of a file, enough to detect its kind: a database can be large and is not read whole.
    ///
    /// Nil if there is no such file, or if it is not a regular file. A folder with the store's name is reported when
    /// the store is read.
    package func firstBytes(
        of path: String,
        count: Int = StoreFindings.headerLength
    ) throws(FileError) -> [UInt8]? {
        do {
            guard try status(at: path) != nil else { return nil }
            return try bytes(of: try resolvedPath(of: path), upTo: count)
        } catch let error where [.notFound, .notAFolder, .isAFolder, .danglingLink].contains(error.code) {
            return nil
        }
    }
}
