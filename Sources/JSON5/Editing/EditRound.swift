/// A batch of independent edits of one text: none moves or changes what another one depends on.
///
/// Each parse covers the whole text, so applying a thousand edits one by one would parse a thousand times. In batches
/// most lists of edits need one or two parses; an edit that does not fit waits for the next batch, in order.
struct EditRound {
    var maker: EditMaker
    let document: Document
    var edits: [Edit] = []
    /// New items by container, in the order in which the containers were first used.
    private var additions: [Addition] = []
    private(set) var additionOf: [SyntaxTree.Index: Int] = [:]
    private(set) var removals: [SyntaxTree.Index: Removals] = [:]
    /// Values that are replaced or removed, by this batch or by a waiting edit.
    var settled: Set<SyntaxTree.Index> = []
    /// Values with a change inside.
    var passed: Set<SyntaxTree.Index> = []
    /// Containers that a waiting edit adds to or removes from, or in which a member was renamed or removed alone.
    var closed: Set<SyntaxTree.Index> = []
    private var waiting: [(edit: ValueEdit, removedFrom: SyntaxTree.Index?)] = []
    /// Whether the batch contains an edit, even one that changes nothing.
    var hasTaken = false

    init(_ document: Document) {
        self.document = document
        maker = EditMaker(document)
    }

    /// The edits for the next batch.
    var rest: [ValueEdit] {
        let taken = removals.mapValues { $0.places.sorted() }
        return waiting.map { edit, array in
            guard let array, let index = edit.pointer.components.last?.index, let parent = edit.pointer.parent
            else { return edit }
            // Elements before it come later in the list of edits and are already removed.
            let moved = taken[array].map { $0.partitioningIndex { $0 >= index } } ?? 0
            return ValueEdit(parent.appending(index - moved), edit.change)
        }
    }

    /// The text with the edits applied; nil if they overlap, which would be a bug.
    func text() -> [UInt8]? {
        var maker = maker
        let added = additions.map { maker.addition(of: $0.items, to: $0.container, in: $0.outer) }
        let all = (edits + added).sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        let old = document.storage.array
        var (text, end): ([UInt8], Int) = ([], 0)
        text.reserveCapacity(old.count + all.reduce(1) { $0 + $1.replacement.count })
        for edit in all {
            guard edit.range.lowerBound >= end else { return nil }
            text += old[end..<edit.range.lowerBound]
            text += edit.replacement
            end = edit.range.upperBound
        }
        text += old[end...]
        return text
    }

    // MARK: - Adding edits

    mutating func take(_ edit: ValueEdit) throws(EditError) {
        let way = maker.finder.way(to: edit.pointer)
        let isThere = way.count == edit.pointer.components.count + 1
        guard !way.contains(where: settled.contains), let last = way.last else { return wait(edit, way, isThere) }
        switch edit.change {
        case .insert: wait(edit, way, isThere)
        case .rename(let key, let value) where isThere: try rename(last, to: key, value, way, edit)
        case .removeAlone where isThere: removeAlone(last, way, edit)
        case .rename, .removeAlone: wait(edit, way, isThere)
        case .set(let value) where isThere: try replace(last, with: value, way, edit)
        case .set(let value): try add(value, way, edit)
        case .remove where isThere: remove(way, edit)
        // Nothing exists there, unless an earlier edit creates it.
        case .remove where comes(edit.pointer, below: way): wait(edit, way, false)
        case .remove: hasTaken = true
        }
    }

    /// Whether an earlier edit may create the missing part of a path.
    private func comes(_ pointer: Pointer, below way: [SyntaxTree.Index]) -> Bool {
        guard let container = way.last else { return false }
        if closed.contains(container) || isShifting(way) { return true }
        let missing = pointer.components[way.count - 1].key
        return additionOf[container].map { additions[$0].has(missing) } ?? false
    }

    mutating func wait(
        _ edit: ValueEdit,
        _ way: [SyntaxTree.Index],
        _ isThere: Bool,
        removedFrom array: SyntaxTree.Index? = nil
    ) {
        waiting.append((edit, array))
        if isThere, let node = way.last { settled.insert(node) }
        if let container = isThere && array == nil ? way.dropLast().last : array == nil ? way.last : nil {
            closed.insert(container)
        }
        passed.formUnion(way)
        // The next batch resolves its path again, so no array on the path may lose an earlier element.
        closed.formUnion(way.filter { $0 != array && document.tree.kind(of: $0) == .array })
    }

    private mutating func replace(
        _ node: SyntaxTree.Index,
        with value: Value,
        _ way: [SyntaxTree.Index],
        _ edit: ValueEdit
    ) throws(EditError) {
        guard !passed.contains(node), !isShifting(way) else { return wait(edit, way, true) }
        try document.require(value, at: edit.pointer)
        let old = document.value(of: node)
        switch (old, value) {
        case _ where old.isSame(as: value): break
        case (.object(let old), .object(let new)) where old.isWorthMerging(with: new):
            for part in Document.edits(from: old, to: new, at: edit.pointer) { try take(part) }
        case (.array(let old), .array(let new)) where old.isWorthComparing(with: new):
            return wait(edit, way, true)
        default:
            let container = way.dropLast().last
            edits.append(maker.replacement(of: node, in: container, with: value))
            settled.insert(node)
            passed.formUnion(way.dropLast())
        }
        hasTaken = true
    }

    private mutating func add(_ value: Value, _ way: [SyntaxTree.Index], _ edit: ValueEdit) throws(EditError) {
        guard let container = way.last, document.tree.kind(of: container) != .array, removals[container] == nil,
            !comes(edit.pointer, below: way)
        else { return wait(edit, way, false) }
        try document.require(value, at: edit.pointer)
        guard
            case .member(let key, let content)? = try document.newItem(
                edit.pointer,
                value,
                in: container,
                depth: way.count - 1
            )
        else { return wait(edit, way, false) }
        let place = additionOf[container] ?? additions.count
        if place == additions.count {
            additions.append(Addition(container: container, outer: way.dropLast().last))
            additionOf[container] = place
        }
        guard additions[place].add(content, under: key) else { return wait(edit, way, false) }
        passed.formUnion(way)
        hasTaken = true
    }

    // MARK: - Removing

    private mutating func remove(_ way: [SyntaxTree.Index], _ edit: ValueEdit) {
        guard way.count > 1, let node = way.last else { return hasTaken = true }
        let container = way[way.count - 2]
        guard !passed.contains(node), !closed.contains(container), additionOf[container] == nil,
            !isShifting(way.dropLast(2))
        else { return wait(edit, way, true) }
        if document.tree.kind(of: container) == .array {
            removeElement(of: container, way, edit)
        } else {
            removeMembers(of: container, way, edit)
        }
    }

    /// Elements are removed from back to front, so that no later index shifts.
    private mutating func removeElement(
        of array: SyntaxTree.Index,
        _ way: [SyntaxTree.Index],
        _ edit: ValueEdit
    ) {
        guard let index = edit.pointer.components.last?.index, index < removals[array]?.lastIndex ?? .max else {
            return wait(edit, way, true)
        }
        removals[array, default: Removals()].lastIndex = index
        if take(index, from: array) {
            passed.formUnion(way)
            hasTaken = true
        } else {
            wait(edit, way, true, removedFrom: array)
        }
    }

    /// All members with the name; adjacent ones are removed one after the other.
    private mutating func removeMembers(
        of object: SyntaxTree.Index,
        _ way: [SyntaxTree.Index],
        _ edit: ValueEdit
    ) {
        guard let name = edit.pointer.components.last?.key else { return }
        if removals[object]?.members == nil {
            let members = MemberPlaces(maker.layout(of: object), in: document)
            removals[object, default: Removals()].members = members
        }
        let places = removals[object]?.members?.places(of: name) ?? []
        let left = places.filter { !take($0, from: object) }
        hasTaken = hasTaken || left.count < places.count
        passed.formUnion(way)
        if left.isEmpty { settled.formUnion(way.suffix(1)) } else { wait(edit, way, true) }
    }

    /// False if a neighbour is being removed already.
    private mutating func take(_ place: Int, from container: SyntaxTree.Index) -> Bool {
        guard removals[container, default: Removals()].take(place) else { return false }
        edits.append(maker.removal(of: place, from: container))
        return true
    }

    /// Whether an array on the path has lost elements, or will gain or lose some, so that its indices change.
    func isShifting(_ way: some Sequence<SyntaxTree.Index>) -> Bool {
        way.contains { document.tree.kind(of: $0) == .array && (removals[$0] != nil || closed.contains($0)) }
    }
}
