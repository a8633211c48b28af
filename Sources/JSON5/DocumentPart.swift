/// One value of a document, found and not decoded: what is inside it is looked at where it is asked for.
package struct DocumentPart: Sendable {
    private let document: Document
    private let node: SyntaxTree.Index

    fileprivate init(_ node: SyntaxTree.Index, of document: Document) {
        (self.node, self.document) = (node, document)
    }

    /// The value, decoded with all that is inside.
    package var value: Value { document.value(of: node) }

    /// The value of a member; nil if there is none or this is not an object.
    package subscript(key: String) -> DocumentPart? {
        guard document.tree.kind(of: node) == .object else { return nil }
        return document.members(named: key, of: node).last.map { DocumentPart($0 + 1, of: document) }
    }

    /// The members of an object in the order of the text, a repeated key each time; none if this is not an object.
    package var members: [(key: String, part: DocumentPart)] {
        guard document.tree.kind(of: node) == .object else { return [] }
        return document.tree.children(of: node).map { key in
            (document.string(of: document.tree[key]), DocumentPart(key + 1, of: document))
        }
    }

    /// The elements of an array; none if this is not one.
    package var elements: [DocumentPart] {
        guard document.tree.kind(of: node) == .array else { return [] }
        return document.tree.children(of: node).map { DocumentPart($0, of: document) }
    }
}

extension Document {
    /// The whole document, not decoded.
    package var rootPart: DocumentPart { DocumentPart(SyntaxTree.root, of: self) }
}
