/// A lazy view of a value in a document: only what is requested is decoded, each time anew.
///
///     document.members(at: ["profiles"])?.view(at: 0)["provider"]?.stringValue    // "anthropic"
package struct ValueView: Sendable {
    /// Shared by all views of a document, so that thousands of them retain one object instead of three.
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

    /// The same for a value that often equals `known`: then `known` is returned and no new string is created.
    package func text(or known: String) -> String? {
        let document = source.document
        let node = document.tree[index]
        guard node.kind == .string else { return nil }
        // A text with escapes is not compared, because it would have to be decoded first.
        let isKnown =
            node.isPlain && known.utf8.withContiguousStorageIfAvailable { document.holds($0, in: node) } == true
        return isKnown ? known : document.string(of: node)
    }

    /// Whether it is a string equal to this text.
    package func spells(_ word: StaticString) -> Bool {
        let document = source.document
        let node = document.tree[index]
        return node.kind == .string && word.withUTF8Buffer { document.holds($0, in: node) }
    }

    /// Passes the UTF-8 bytes of a string to `body`; nil for other values. Copied only if it contains escapes.
    package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        let document = source.document
        let node = document.tree[index]
        guard node.kind == .string else { return nil }
        guard !node.isPlain else { return document.withContent(of: node, body) }
        var text = document.string(of: node)
        return text.withUTF8(body)
    }

    /// The member with this key, the last one of a repeated key; nil if this is not an object.
    package subscript(key: StaticString) -> ValueView? {
        guard isObject else { return nil }
        let member = key.withUTF8Buffer { source.document.lastMember(named: $0, of: index) }
        return member.map { ValueView($0, in: source) }
    }
}
