/// Finds the values of many paths in one document efficiently.
///
/// A lookup in the document walks each container on the path from its start, so looking up all members takes quadratic
/// time. Here a large container is indexed once, and the common prefix with the previous path is reused.
///
///     var finder = NodeFinder(document)
///     let values = pointers.map { finder.value(at: $0) }
package struct NodeFinder {
    private let document: Document
    private var objects: [SyntaxTree.Index: MemberIndex] = [:]
    private var arrays: [SyntaxTree.Index: [SyntaxTree.Index]] = [:]
    /// The path to the latest node: each component and its node.
    private var steps: [(component: Pointer.Component, node: SyntaxTree.Index)] = []

    /// Smaller containers are walked without an index: most have a handful of members.
    private static let walkLimit = 32

    package init(_ document: Document) {
        self.document = document
    }

    /// The value at a path; nil if there is none.
    package mutating func value(at pointer: Pointer) -> Value? {
        node(at: pointer).map(document.value(of:))
    }

    /// Whether a value exists at a path.
    package mutating func isThere(_ pointer: Pointer) -> Bool { node(at: pointer) != nil }

    mutating func node(at pointer: Pointer) -> SyntaxTree.Index? {
        let known = follow(pointer)
        return known == pointer.components.count ? steps.last?.node ?? SyntaxTree.root : nil
    }

    /// The existing nodes on a path, starting with the root.
    mutating func way(to pointer: Pointer) -> [SyntaxTree.Index] {
        _ = follow(pointer)
        return [SyntaxTree.root] + steps.map(\.node)
    }

    /// Follows a path; returns how many of its components exist.
    private mutating func follow(_ pointer: Pointer) -> Int {
        let components = pointer.components
        var depth = 0
        while depth < min(steps.count, components.count), steps[depth].component == components[depth] { depth += 1 }
        steps.removeSubrange(depth...)
        while depth < components.count {
            guard let child = child(components[depth], of: steps.last?.node ?? SyntaxTree.root) else { return depth }
            steps.append((components[depth], child))
            depth += 1
        }
        return depth
    }

    private mutating func child(_ component: Pointer.Component, of container: SyntaxTree.Index) -> SyntaxTree.Index? {
        guard document.tree[container].next - container > Self.walkLimit else {
            return document.child(component, of: container)
        }
        switch document.tree.kind(of: container) {
        case .object:
            if objects[container] == nil { objects[container] = MemberIndex(of: container, in: document) }
            var key = component.key
            return key.withUTF8 { objects[container]?.value(of: $0, in: document) }
        case .array:
            guard let index = component.index else { return nil }
            if arrays[container] == nil { arrays[container] = document.tree.children(of: container).map { $0 } }
            guard let elements = arrays[container], index < elements.count else { return nil }
            return elements[index]
        default:
            return nil
        }
    }
}
