/// A value of a document where it stands: only what is asked for is decoded, each time anew.
///
///     document.members(at: ["profiles"])?.view(at: 0)["provider"]?.stringValue    // "anthropic"
package struct ValueView: Sendable {
    /// One for all views of a document: thousands of them each take part in owning one object, not three.
    final class Source: Sendable {
        let document: Document

        init(_ document: Document) { self.document = document }
    }

    private let source: Source
    private let index: SyntaxTree.Index

    init(_ index: SyntaxTree.Index, in source: Source) {
        self.index = index
        self.source = source
    }

    /// The whole value, decoded.
    package var value: Value { source.document.value(of: index) }

    package var isObject: Bool { source.document.tree.kind(of: index) == .object }

    /// The text of a string; nil for anything else.
    package var stringValue: String? { text(or: "") }

    /// The same where it is often the same as another: that one is given, and no new text is made.
    package func text(or known: String) -> String? {
        let document = source.document
        let node = document.tree[index]
        guard node.kind == .string else { return nil }
        // Never asked of a text with escapes whether it is the known one: it would have to be made first.
        let isKnown =
            node.isPlain && known.utf8.withContiguousStorageIfAvailable { document.holds($0, in: node) } == true
        return isKnown ? known : document.string(of: node)
    }

    /// Whether it is a string with exactly this text.
    package func spells(_ word: StaticString) -> Bool {
        let document = source.document
        let node = document.tree[index]
        return node.kind == .string && document.holds(word.bytes, in: node)
    }

    /// Lends the UTF-8 bytes of a string for the time of the call; nil for anything else. Nothing is copied but what has
    /// escapes in it.
    package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        let document = source.document
        let node = document.tree[index]
        guard node.kind == .string else { return nil }
        guard !node.isPlain else { return body(document.content(of: node)) }
        var text = document.string(of: node)
        return text.withUTF8(body)
    }

    /// The member of an object with this key, of a repeated one the last; nil for anything that is no object.
    package subscript(key: StaticString) -> ValueView? {
        guard isObject else { return nil }
        return source.document.lastMember(named: key.bytes, of: index).map { ValueView($0, in: source) }
    }
}

extension StaticString {
    fileprivate var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
    }
}
