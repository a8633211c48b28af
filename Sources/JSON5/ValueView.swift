import Glibc

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
        guard document.tree.kind(of: index) == .string else { return nil }
        let node = document.tree[index]
        let isKnown =
            node.isPlain
            && known.utf8.withContiguousStorageIfAvailable { known in
                let content = document.content(of: node)
                guard content.count == known.count, let one = content.baseAddress, let other = known.baseAddress
                else { return false }
                return memcmp(one, other, content.count) == 0
            } == true
        return isKnown ? known : document.string(of: node)
    }

    /// Whether it is a string with exactly this text.
    package func spells(_ word: StaticString) -> Bool {
        let document = source.document
        let node = document.tree[index]
        return node.kind == .string && document.holds(word, in: node)
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
        source.document.lastMember(named: key, of: index).map { ValueView($0, in: source) }
    }
}

extension ValueView: Equatable {
    /// Whether both stand for the same value.
    package static func == (one: ValueView, other: ValueView) -> Bool {
        one.source === other.source && one.index == other.index || one.value == other.value
    }
}

extension Document {
    /// The value of the last member with a name; nil where there is none, or no object.
    fileprivate func lastMember(named name: StaticString, of object: SyntaxTree.Index) -> SyntaxTree.Index? {
        guard tree.kind(of: object) == .object else { return nil }
        var found: SyntaxTree.Index?
        tree.forEachKey(of: object) { index, key in
            if holds(name, in: key) { found = index + 1 }
        }
        return found
    }

    /// Whether a string or key has exactly this text.
    fileprivate func holds(_ name: StaticString, in key: SyntaxTree.Node) -> Bool {
        let length = name.utf8CodeUnitCount
        guard key.isPlain else {
            return string(of: key).utf8.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: length))
        }
        // With quotes or without; what is of another length is told apart at once.
        let surplus = key.range.count - length
        guard surplus == 0 || surplus == 2, let start = storage.bytes.baseAddress else { return false }
        guard surplus == (isQuoted(key) ? 2 : 0) else { return false }
        return memcmp(start + key.range.lowerBound + surplus / 2, name.utf8Start, length) == 0
    }
}
