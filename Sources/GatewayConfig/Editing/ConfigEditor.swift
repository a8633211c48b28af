import FileTransactions
package import JSON5

/// One config file with its text after the edits.
package struct ConfigFileChange: Sendable {
    /// The file before the edits; without contents if it will be created.
    package let before: ConfigFile
    /// The new text.
    package let bytes: [UInt8]
}

/// Edits the config by resolved paths; each edit goes to the file that defines the value, the main one or an include.
///
/// An include outside the main file's folder is read but never written, because it may serve other hosts or users. Only
/// the edited region of a text changes: comments, spacing, `${VAR}` and includes elsewhere stay as they are. Nothing is
/// written: `changes` is what a transaction has to write, `result` is what the gateway would then read.
///
///     var editor = try ConfigEditor(snapshot)
///     try editor.set("local", at: snapshot.places.gatewayMode)
///     editor.result(files.read).issues    // empty: fine to write `editor.changes`
package struct ConfigEditor: Sendable {
    private let original: ConfigSnapshot
    private var documents: [String: Document]
    /// The snapshot that determines which file defines a value; updated only if there are includes.
    private var view: ConfigSnapshot

    /// Starts from the files on disk; a missing config starts as an empty object.
    ///
    /// A `${VAR}` without a value is no obstacle: its text stays as it is.
    package init(_ snapshot: ConfigSnapshot) throws(ConfigEditError) {
        if let problem = snapshot.problem { throw .unusable(problem) }
        original = snapshot
        view = snapshot
        documents = Dictionary(snapshot.sources.map { ($0.path, $0.document) }) { first, _ in first }
        if documents.isEmpty { documents[snapshot.path] = try Self.emptyDocument() }
    }

    private static func emptyDocument() throws(ConfigEditError) -> Document {
        do {
            return try Document(parsing: "{}\n")
        } catch let failure {
            throw .unusable(.unparsable(path: "", failure))
        }
    }

    /// Makes the edits in order; stops at the first one that is not possible.
    ///
    /// Independent edits are made together, so that each text is parsed once per batch, not once per edit.
    package mutating func apply(_ edits: [ValueEdit]) throws(ConfigEditError) {
        var batch = EditBatch()
        for edit in edits {
            if !batch.admit(edit) {
                try make(&batch)
                _ = batch.admit(edit)
            }
            switch edit.change {
            case .set(let value): try set(value, at: edit.pointer, &batch)
            case .insert(let value):
                let (path, place) = try target(of: edit.pointer)
                batch.edits[path, default: []].append(ValueEdit(place, .insert(value)))
            case .rename(let key, let value):
                let (path, place) = try removalTarget(of: edit.pointer)
                batch.edits[path, default: []].append(ValueEdit(place, .rename(to: key, value)))
                for (path, place) in try hiddenPlaces(of: edit.pointer) {
                    batch.edits[path, default: []].append(ValueEdit(place, .remove))
                }
            case .removeAlone:
                let (path, place) = try removalTarget(of: edit.pointer)
                batch.edits[path, default: []].append(ValueEdit(place, .removeAlone))
                for (path, place) in try hiddenPlaces(of: edit.pointer) {
                    batch.edits[path, default: []].append(ValueEdit(place, .remove))
                }
            case .remove:
                for (path, place) in try [removalTarget(of: edit.pointer)] + hiddenPlaces(of: edit.pointer) {
                    batch.edits[path, default: []].append(ValueEdit(place, .remove))
                }
            }
        }
        try make(&batch)
    }

    private mutating func make(_ batch: inout EditBatch) throws(ConfigEditError) {
        for (path, edits) in batch.edits {
            guard var document = documents[path] else { continue }
            try requireUTF8(path)
            do throws(EditError) {
                try document.apply(edits)
            } catch {
                throw .rejected(error)
            }
            documents[path] = document
        }
        if !batch.edits.isEmpty { refresh() }
        batch = EditBatch()
    }

    /// Sets a value and creates missing parents; no change if the effective value is already equal, even through
    /// `${VAR}`.
    package mutating func set(_ value: Value, at pointer: Pointer) throws(ConfigEditError) {
        try apply([ValueEdit(pointer, .set(value))])
    }

    private func set(_ value: Value, at pointer: Pointer, _ batch: inout EditBatch) throws(ConfigEditError) {
        let (path, place) = try target(of: pointer)
        guard let document = documents[path] else { return }
        var written = value
        if let present = batch.finders[path, default: NodeFinder(document)].value(at: place) {
            if view.resolving(present) == value { return }
            guard !present.holdsInclude else { throw .ownedBySeveral(paths: view.contributors(to: pointer), pointer) }
            written = keepingReferences(of: present, in: value)
        }
        batch.edits[path, default: []].append(ValueEdit(place, .set(written)))
    }

    /// The value with existing `${VAR}` strings kept where their value is unchanged.
    private func keepingReferences(of present: Value, in value: Value) -> Value {
        switch (present, value) {
        case (.string, .string): return view.resolving(present) == value ? present : value
        case (.object(let members), .object(let wanted)):
            let kept = wanted.map { member in
                (member.key, members[member.key].map { keepingReferences(of: $0, in: member.value) } ?? member.value)
            }
            return .object(Members(kept))
        case (.array(let elements), .array(let wanted)):
            let kept = wanted.enumerated().map { index, element in
                elements.indices.contains(index) ? keepingReferences(of: elements[index], in: element) : element
            }
            return .array(kept)
        default: return value
        }
    }

    /// Inserts an element; the last component is its index, which may equal the element count to append.
    package mutating func insert(_ value: Value, at pointer: Pointer) throws(ConfigEditError) {
        try apply([ValueEdit(pointer, .insert(value))])
    }

    /// Removes a value from every file that defines it; false if none does.
    @discardableResult
    package mutating func remove(at pointer: Pointer) throws(ConfigEditError) -> Bool {
        var isRemoved = false
        for (path, place) in try [removalTarget(of: pointer)] + hiddenPlaces(of: pointer) {
            try edit(path) { document throws(EditError) in
                if try document.remove(at: place) { isRemoved = true }
            }
        }
        return isRemoved
    }

    /// The files whose text differs from disk, includes first and the main file last.
    package var changes: [ConfigFileChange] {
        guard !original.sources.isEmpty else { return newFile.map { [$0] } ?? [] }
        return original.sources.reversed().compactMap { source in
            guard let document = documents[source.path], document != source.document else { return nil }
            return ConfigFileChange(before: source.file, bytes: document.bytes)
        }
    }

    /// The main file if there was none; not created if it would be empty.
    private var newFile: ConfigFileChange? {
        guard let file = original.file, let document = documents[file.path], document.root != .object([:]) else {
            return nil
        }
        return ConfigFileChange(before: file, bytes: document.bytes)
    }

    /// What the gateway would read after the edits; `read` is called for files that the snapshot does not contain.
    package func result(_ read: @escaping ConfigFileReader) -> ConfigSnapshot {
        let documents = original.sources.isEmpty && newFile == nil ? [:] : documents
        let known = Dictionary(original.sources.map { ($0.path, $0) }) { first, _ in first }
        return ConfigSnapshot.read(original.paths, original.outerEnvironment, original.format) {
            path throws(FileError) in
            guard let document = documents[path] else { return try read(path) }
            let source = known[path].flatMap { $0.document == document ? $0 : nil }
            return ConfigFile(path: path, document, onDisk: source?.file.onDisk)
        }
    }

    // MARK: - Defining files

    /// If the value is the whole of an included file, its `$include` is removed and the file stays.
    private func removalTarget(of pointer: Pointer) throws(ConfigEditError) -> (path: String, place: Pointer) {
        guard let mount = view.mount(of: pointer), !mount.place.components.isEmpty else {
            return try target(of: pointer)
        }
        try requireReach(mount.path, pointer)
        return mount
    }

    private func target(of pointer: Pointer) throws(ConfigEditError) -> (path: String, place: Pointer) {
        switch view.owner(of: pointer) {
        case .main(let place):
            return (view.path, place)
        case .include(let path, let place):
            try requireReach(path, pointer)
            return (path, place)
        case .several(let paths):
            throw .ownedBySeveral(paths: paths, pointer)
        }
    }

    /// Other files that define the value but are overridden.
    private func hiddenPlaces(of pointer: Pointer) throws(ConfigEditError) -> [(path: String, place: Pointer)] {
        let hidden = view.hiddenPlaces(of: pointer)
        for place in hidden { try requireReach(place.path, pointer) }
        return hidden
    }

    private func requireReach(_ path: String, _ pointer: Pointer) throws(ConfigEditError) {
        guard path != view.path, !view.path.parentPath.holds(path) else { return }
        throw .outOfReach(path: path, pointer)
    }

    private func requireUTF8(_ path: String) throws(ConfigEditError) {
        guard let damage = original.sources.first(where: { $0.path == path })?.damage else { return }
        throw .notUTF8(path: path, damage)
    }

    private mutating func edit(
        _ path: String,
        _ change: (inout Document) throws(EditError) -> Void
    ) throws(ConfigEditError) {
        guard var document = documents[path] else { return }
        try requireUTF8(path)
        do {
            try change(&document)
        } catch let failure {
            throw .rejected(failure)
        }
        documents[path] = document
        refresh()
    }

    private mutating func refresh() {
        guard original.sources.count > 1 else { return }
        view = result { path throws(FileError) in ConfigFile(path: path, contents: nil) }
    }
}
