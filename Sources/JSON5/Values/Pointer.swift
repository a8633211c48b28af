/// A path to a value in a document, written `agents.list[0].id`.
package struct Pointer: Sendable, Hashable {
    package enum Component: Sendable {
        /// A member of an object.
        case key(String)
        /// An element of an array, counted from 0.
        case index(Int)
    }

    package var components: [Component]

    package init(_ components: [Component] = []) {
        self.components = components
    }

    package static let root = Pointer()

    package func appending(_ component: Component) -> Pointer {
        var longer: [Component] = []
        longer.reserveCapacity(components.count + 1)
        longer += components
        longer.append(component)
        return Pointer(longer)
    }

    package func appending(_ key: String) -> Pointer {
        appending(.key(key))
    }

    package func appending(_ index: Int) -> Pointer {
        appending(.index(index))
    }

    /// The path to the container of the value; nil at the root.
    package var parent: Pointer? {
        components.isEmpty ? nil : Pointer(components.dropLast())
    }

    /// Whether the other path equals this one or is inside it.
    package func contains(_ other: Pointer) -> Bool {
        other.components.starts(with: components)
    }
}

extension Pointer {
    init(_ components: ArraySlice<Component>) {
        self.components = Array(components)
    }
}

extension Pointer.Component: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.key(let left), .key(let right)): left.isIdentical(to: right)
        case (.index(let left), .index(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .key(let key): key.hashExactly(into: &hasher)
        case .index(let index): hasher.combine(index)
        }
    }
}

// MARK: - Literals

extension Pointer: ExpressibleByArrayLiteral {
    package init(arrayLiteral components: Component...) {
        self.components = components
    }
}

extension Pointer.Component: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
    package init(stringLiteral key: String) {
        self = .key(key)
    }

    package init(integerLiteral index: Int) {
        self = .index(index)
    }
}
