// Edits of one member that leave the comments around it: they are made in a batch if nothing else in the object or inside
// the value changes in it, and wait otherwise.
extension EditRound {
    /// Gives the only member with its name another key and value; nil leaves the value as it is written.
    mutating func rename(
        _ node: SyntaxTree.Index,
        to key: String,
        _ value: Value?,
        _ way: [SyntaxTree.Index],
        _ edit: ValueEdit
    ) throws(EditError) {
        guard let object = untouchedObject(around: node, way, edit.pointer), let parent = edit.pointer.parent else {
            return wait(edit, way, true)
        }
        if let value { try document.require(value, at: parent.appending(key)) }
        guard let renamed = maker.renaming(node, in: object, to: key, value) else { return wait(edit, way, true) }
        take(renamed, of: node, in: object, way)
    }

    /// Removes the only member with its name, and none of the comments around it.
    mutating func removeAlone(_ node: SyntaxTree.Index, _ way: [SyntaxTree.Index], _ edit: ValueEdit) {
        guard let object = untouchedObject(around: node, way, edit.pointer),
            let place = maker.layout(of: object).items.lastIndex(where: { $0.value == node })
        else { return wait(edit, way, true) }
        take(maker.layout(of: object).removalAlone(of: place), of: node, in: object, way)
    }

    private mutating func take(
        _ edit: Edit,
        of node: SyntaxTree.Index,
        in object: SyntaxTree.Index,
        _ way: [SyntaxTree.Index]
    ) {
        edits.append(edit)
        settled.insert(node)
        closed.insert(object)
        passed.formUnion(way)
        hasTaken = true
    }

    /// The object of a member if this batch changes nothing else in it, and no other member has the name: the others of
    /// a repeated one would have to go as well.
    private mutating func untouchedObject(
        around node: SyntaxTree.Index,
        _ way: [SyntaxTree.Index],
        _ pointer: Pointer
    ) -> SyntaxTree.Index? {
        guard way.count > 1, let name = pointer.components.last?.key else { return nil }
        let object = way[way.count - 2]
        guard !passed.contains(node), !closed.contains(object), additionOf[object] == nil, removals[object] == nil,
            !isShifting(way)
        else { return nil }
        let names = maker.layout(of: object).items.compactMap(\.key)
        let count = names.count { document.string(of: document.tree[$0]).isIdentical(to: name) }
        return count == 1 ? object : nil
    }
}
