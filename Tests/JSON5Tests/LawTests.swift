import JSON5
import Testing

/// Properties of every document and every edit, tested on generated ones.
@Suite struct LawTests {
    /// Eight series: 10 000 documents in all.
    private static let seeds = 1...8 as ClosedRange<UInt64>
    private static let documentsPerSeed = 1250

    @Test(arguments: seeds) func editsKeepTheLaws(seed: UInt64) throws {
        var generator = DocumentGenerator(seed: seed)
        for _ in 0..<Self.documentsPerSeed {
            let text = generator.document()
            let trial = Trial(text: text, document: try Document(parsing: text))
            trial.printsItself()
            try trial.setsWhatIsThere(&generator)
            try trial.setsNothingNew(&generator)
            try trial.addsAndTakesBack(&generator)
            try trial.removes(&generator)
            if trial.hasFailed { break }
        }
    }

    /// The gateway writes its files with `JSON.stringify`; an edited one looks as if the gateway had written it.
    @Test func machineWrittenTextStaysSo() throws {
        var generator = DocumentGenerator(seed: 0)
        for _ in 0..<1000 {
            var document = try Document(parsing: generator.value().json(), dialect: .json)
            for _ in 0..<3 {
                let place = generator.pick(document.root.places)
                switch document.value(at: place) {
                case .object: try document.set(generator.value(), at: place.appending("new"))
                case .array: try document.insert(generator.value(), at: place.appending(0))
                default: try document.set(generator.value(), at: place)
                }
                try document.remove(at: generator.pick(document.root.places))
            }
            #expect(document.text == document.root.json())
            guard document.text == document.root.json() else { break }
        }
    }
}

/// One document under test.
private final class Trial {
    let text: String
    let document: Document
    private let root: Value
    private let places: [Pointer]
    private(set) var hasFailed = false

    init(text: String, document: Document) {
        self.text = text
        self.document = document
        root = document.root
        places = root.places
    }

    func printsItself() {
        check(document.text == text, "prints another text", document)
    }

    func setsWhatIsThere(_ generator: inout DocumentGenerator) throws {
        let (place, value) = (generator.pick(places), generator.value())
        var edited = document
        try edited.set(value, at: place)
        check(
            edited.value(at: place)?.isSame(as: value) == true,
            "set \(value.json()) at \(place) reads otherwise",
            edited
        )
        check(
            edited.root.isSame(as: root.setting(value, at: place.components[...])),
            "set at \(place) changes more",
            edited
        )
        check(edited.differs(from: document, onlyIn: place), "set at \(place) touches text outside", edited)
        var again = edited
        try again.set(value, at: place)
        check(again == edited, "set \(value.json()) at \(place) twice changes text", again)
    }

    func setsNothingNew(_ generator: inout DocumentGenerator) throws {
        let place = generator.pick(places)
        var edited = document
        try edited.set(#require(document.value(at: place)), at: place)
        check(edited == document, "same value at \(place) changes text", edited)
    }

    func addsAndTakesBack(_ generator: inout DocumentGenerator) throws {
        let containers = places.filter { root.at($0)?.arrayValue != nil || root.at($0)?.objectValue != nil }
        let (container, value) = (generator.pick(containers), generator.value())
        var edited = document
        var place = container.appending("new")
        if let count = root.at(container)?.arrayValue?.count {
            place = container.appending(Int.random(in: 0...count, using: &generator.random))
            try edited.insert(value, at: place)
        } else {
            try edited.set(value, at: place)
        }
        check(edited.value(at: place) == value, "added \(value.json()) at \(place) reads otherwise", edited)
        check(edited.differs(from: document, onlyIn: container), "adding at \(place) touches text outside", edited)
        var restored = edited
        try restored.remove(at: place)
        // For a container with only white space, its original layout cannot be restored.
        if !document.isBlank(container) { check(restored == document, "add and remove at \(place)", edited, restored) }
    }

    func removes(_ generator: inout DocumentGenerator) throws {
        let place = generator.pick(places)
        guard let parent = place.parent else { return }
        var edited = document
        check(try edited.remove(at: place), "nothing to remove at \(place)", edited)
        check(
            edited.root.isSame(as: root.setting(nil, at: place.components[...])),
            "removing \(place) changes more",
            edited
        )
        check(edited.differs(from: document, onlyIn: parent), "removing \(place) touches text outside", edited)
    }

    private func check(_ condition: Bool, _ law: @autoclosure () -> String, _ documents: Document...) {
        guard !condition else { return }
        hasFailed = true
        Issue.record(
            "\(law())\n--- before\n\(text)\n--- after\n\(documents.map(\.text).joined(separator: "\n--- then\n"))"
        )
    }
}

// MARK: - Comparing texts

extension Document {
    /// Whether the other text differs only within one region inside the value at a path.
    fileprivate func differs(from other: Document, onlyIn pointer: Pointer) -> Bool {
        guard let range = other.range(of: pointer) else { return false }
        let (new, old) = (bytes, other.bytes)
        return new.starts(with: old[..<range.lowerBound])
            && new.reversed().starts(with: old[range.upperBound...].reversed())
    }

    /// Whether a container contains only white space.
    fileprivate func isBlank(_ container: Pointer) -> Bool {
        guard let range = range(of: container), range.count > 2 else { return false }
        let inside = String(decoding: bytes[range].dropFirst().dropLast(), as: UTF8.self)
        return inside.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
    }
}

// MARK: - The same edits on values

extension Value {
    /// The paths of this value and of everything inside.
    var places: [Pointer] {
        var places: [Pointer] = [.root]
        for (index, element) in (arrayValue ?? []).enumerated() {
            places += element.places.map { Pointer([.index(index)] + $0.components) }
        }
        for member in objectValue ?? [:] {
            places += member.value.places.map { Pointer([.key(member.key)] + $0.components) }
        }
        return places
    }

    fileprivate func at(_ pointer: Pointer) -> Value? {
        pointer.components.reduce(self) { value, component in
            switch component {
            case .key(let key): value?[key]
            case .index(let index): value?[index]
            }
        }
    }

    /// This value with another one at the path, or without it.
    fileprivate func setting(_ new: Value?, at path: ArraySlice<Pointer.Component>) -> Value {
        switch (self, path.first) {
        case (.object(var members), .key(let key)):
            members[key] = path.count == 1 ? new : members[key]?.setting(new, at: path.dropFirst())
            return .object(members)
        case (.array(var elements), .index(let index)):
            if path.count == 1 {
                elements.replaceSubrange(index...index, with: new.map { [$0] } ?? [])
            } else {
                elements[index] = elements[index].setting(new, at: path.dropFirst())
            }
            return .array(elements)
        default:
            return new ?? self
        }
    }
}
