/// An index of a large object's members by key, built without creating strings.
struct MemberIndex {
    /// The value of each key; the last one of a repeated key.
    private var values: [SyntaxTree.Index] = []
    private var places = KeyPlaces()

    init(of object: SyntaxTree.Index, in document: Document) {
        var (values, places): ([SyntaxTree.Index], KeyPlaces) = ([], KeyPlaces())
        document.tree.forEachKey(of: object) { index, key in
            document.withKey(key) { name in
                if let known = Self.place(of: name, places, values, in: document) {
                    values[known] = index + 1
                } else {
                    places.note(name, at: values.count)
                    values.append(index + 1)
                }
            }
        }
        (self.values, self.places) = (values, places)
    }

    /// The value of the last member with this name.
    func value(of name: UnsafeBufferPointer<UInt8>, in document: Document) -> SyntaxTree.Index? {
        Self.place(of: name, places, values, in: document).map { values[$0] }
    }

    private static func place(
        of name: UnsafeBufferPointer<UInt8>,
        _ places: KeyPlaces,
        _ values: [SyntaxTree.Index],
        in document: Document
    ) -> Int? {
        places.place(of: name) { document.holds(name, in: document.tree[values[$0] - 1]) }
    }
}

extension Document {
    /// Passes the UTF-8 of a key to `body`; copied only if it contains escapes.
    fileprivate func withKey(_ key: SyntaxTree.Node, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard !key.isPlain else { return withContent(of: key, body) }
        var text = string(of: key)
        text.withUTF8(body)
    }
}
