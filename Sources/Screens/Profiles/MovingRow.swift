internal import GatewayHost

/// A row on its way to another place in the order; nothing is planned before it is dropped.
struct MovingRow: Sendable {
    let id: String
    let provider: String
    /// The ids of its provider that are tried, in the order that is shown.
    private(set) var ids: [String]
    private let start: [String]

    /// Nil where there is no place to move to.
    init?(_ id: String, in group: ProfileGroup) {
        let tried = group.tried
        guard tried.count > 1, tried.contains(id) else { return nil }
        self.id = id
        provider = group.provider
        ids = tried
        start = tried
    }

    var isMoved: Bool { ids != start }

    /// The row that it was moved past: it stands behind that one, or before it.
    var anchor: (behind: String?, before: String?) {
        guard let place = ids.firstIndex(of: id), let origin = start.firstIndex(of: id) else { return (nil, nil) }
        return place > origin ? (ids[place - 1], nil) : (nil, place + 1 < ids.count ? ids[place + 1] : nil)
    }

    mutating func move(by distance: Int) {
        guard let place = ids.firstIndex(of: id) else { return }
        move(to: place + distance)
    }

    /// To a place, counted from 0; the nearest one where that is none.
    mutating func move(to place: Int) {
        ids.removeAll { $0 == id }
        ids.insert(id, at: max(0, min(ids.count, place)))
    }
}
