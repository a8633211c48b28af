import JSON5

/// Parse, print and edit: any text gives an error with a position, or a document that keeps every byte outside of
/// edits.
enum DocumentFuzz {
    /// The first three bytes select the operations, the rest is the text.
    static func run(_ input: [UInt8]) {
        guard input.count > 3 else { return }
        let text = Array(input[3...])
        _ = try? Document(parsing: text, dialect: .json)
        do throws(ParseError) {
            edit(try Document(parsing: text), text, choices: input[..<3].map(Int.init))
        } catch {
            require(error.position.offset <= text.count, "the place of an error is in the text")
            require(error.excerpt.caret <= error.excerpt.text.count, "the caret stands under the excerpt")
        }
    }

    private static let values: [Value] = [
        nil, true, 5, "x'\"\n", [], [:], [1, "a"], ["b": ["c": []]], ["a": 1, "new": [[:]]], [[1], [2]], .double(.nan),
    ]

    private static func edit(_ document: Document, _ text: [UInt8], choices: [Int]) {
        require(document.bytes == text, "an unedited document prints itself")
        let places = places(in: document.root)
        let place = places[choices[0] % places.count]
        guard let present = document.value(at: place) else { return require(false, "every place has a value") }
        let value = values[choices[1] % values.count]
        do throws(EditError) {
            var edited = document
            try edited.set(present, at: place)
            require(edited == document, "setting what is there changes nothing")
            try edited.set(value, at: place)
            require(edited.value(at: place)?.isSame(as: value) == true, "what was set is there")
            try addAndTakeBack(document, present, value, at: place, choices[2])
            if place.parent != nil {
                edited = document
                require(try edited.remove(at: place), "what is there can be removed")
            }
        } catch {
            guard case .tooDeep = error else { return require(false, "\(error)") }
        }
    }

    private static func addAndTakeBack(
        _ document: Document,
        _ present: Value,
        _ value: Value,
        at place: Pointer,
        _ choice: Int
    ) throws(EditError) {
        var edited = document
        var added = place.appending("new key")
        switch present {
        case .array(let elements):
            added = place.appending(choice % (elements.count + 1))
            try edited.insert(value, at: added)
        case .object:
            guard document.value(at: added) == nil else { return }
            try edited.set(value, at: added)
        default: return
        }
        require(edited.value(at: added) == value, "what was added is there")
        require(try edited.remove(at: added), "what was added can be removed")
        // For a container with only white space, its original layout cannot be restored.
        let isBlank = document.kind(at: place.appending(0)) == nil && document.members(at: place)?.keys.isEmpty != false
        require(edited == document || isBlank && edited.root == document.root, "adding and removing changes nothing")
    }

    private static func places(in root: Value) -> [Pointer] {
        var places: [Pointer] = []
        func add(_ value: Value, at place: Pointer) {
            guard places.count < 200 else { return }
            places.append(place)
            for (index, element) in (value.arrayValue ?? []).enumerated() { add(element, at: place.appending(index)) }
            for member in value.objectValue ?? [:] { add(member.value, at: place.appending(member.key)) }
        }
        add(root, at: [])
        return places
    }
}
