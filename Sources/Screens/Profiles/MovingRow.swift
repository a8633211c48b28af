internal import GatewayHost

/// A row being moved in the order; a plan is made only when it is dropped.
struct MovingRow: Sendable {
    let id: String
    let provider: String
    /// The ids of its provider that the gateway tries, in displayed order.
    private(set) var ids: [String]
    private let start: [String]

    /// Nil if there is no other position.
    init?(_ id: String, in group: ProfileGroup) {
        let tried = group.tried
        guard tried.count > 1, tried.contains(id) else { return nil }
        self.id = id
        provider = group.provider
        ids = tried
        start = tried
    }

    var isMoved: Bool { ids != start }

    /// Its position now, from 1.
    var place: Int? { ids.firstIndex(of: id).map { $0 + 1 } }

    /// The neighbour that it was moved past: it is now after that row, or before it.
    var anchor: (behind: String?, before: String?) {
        guard let place = ids.firstIndex(of: id), let origin = start.firstIndex(of: id) else { return (nil, nil) }
        return place > origin ? (ids[place - 1], nil) : (nil, place + 1 < ids.count ? ids[place + 1] : nil)
    }

    mutating func move(by distance: Int) {
        guard let place = ids.firstIndex(of: id) else { return }
        move(to: place + distance)
    }

    /// Moves it to an index counted from 0, clamped to the valid range.
    mutating func move(to place: Int) {
        ids.removeAll { $0 == id }
        ids.insert(id, at: max(0, min(ids.count, place)))
    }
}
