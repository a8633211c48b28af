/// A clock's zone: its name and how far it is from UTC at an instant.
package struct ClockZone: Sendable {
    /// Shown behind the time: the name at an instant given in Unix milliseconds.
    let nameAt: @Sendable (Int64) -> String
    /// Milliseconds to add to UTC at an instant given in Unix milliseconds.
    let offset: @Sendable (Int64) -> Int64

    package init(nameAt: @escaping @Sendable (Int64) -> String, offset: @escaping @Sendable (Int64) -> Int64) {
        self.nameAt = nameAt
        self.offset = offset
    }

    /// A zone with one name all the year.
    package init(name: String, offset: @escaping @Sendable (Int64) -> Int64) {
        self.init(nameAt: { _ in name }, offset: offset)
    }

    package static let utc = ClockZone(name: "UTC") { _ in 0 }
}

/// Instants and durations as people read them.
package struct MomentText: Sendable {
    private let texts: Texts
    private let zone: ClockZone
    private let now: Int64

    /// `now` in Unix milliseconds.
    package init(texts: Texts, zone: ClockZone, now: Int64) {
        self.texts = texts
        self.zone = zone
        self.now = now
    }

    /// `02:41 UTC`, with the day before it when that is not today; the next full minute, so that it is never too early.
    package func clock(_ instant: Int64) -> String {
        let minute: Int64 = 60_000
        let full = instant % minute == 0 ? instant : instant + minute - instant % minute
        let text = Timestamp.iso8601(full + zone.offset(full))
        let time = text.dropFirst(11).prefix(5) + " " + zone.nameAt(full)
        return day(full) == day(now) ? String(time) : day(full) + " " + time
    }

    /// `2026-11-22 02:41 UTC`, the minute it was.
    package func minute(_ instant: Int64) -> String {
        let text = Timestamp.iso8601(instant + zone.offset(instant))
        return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + " " + zone.nameAt(instant)
    }

    /// `2026-11-22`.
    package func day(_ instant: Int64) -> String {
        Timestamp.day(instant + zone.offset(instant))
    }

    /// `4 min`, `9 h`, `12 d`. Milliseconds in.
    package func remaining(_ duration: Int64) -> String {
        let minutes = max(1, rounded(max(0, duration), 60_000))
        if minutes < 60 { return texts("status.remaining.minutes", ["count": String(minutes)]) }
        let hours = rounded(minutes, 60)
        return hours < 48
            ? texts("status.remaining.hours", ["count": String(hours)])
            : texts("status.remaining.days", ["count": String(rounded(hours, 24))])
    }

    private func rounded(_ value: Int64, _ unit: Int64) -> Int64 {
        value / unit + (value % unit * 2 >= unit ? 1 : 0)
    }
}
