internal import Credentials

/// A time zone: its name and its UTC offset at an instant.
package struct ClockZone: Sendable {
    /// The zone name at an instant in Unix milliseconds, shown after the time.
    let nameAt: @Sendable (Int64) -> String
    /// The UTC offset in milliseconds at an instant in Unix milliseconds.
    let offset: @Sendable (Int64) -> Int64

    package init(nameAt: @escaping @Sendable (Int64) -> String, offset: @escaping @Sendable (Int64) -> Int64) {
        self.nameAt = nameAt
        self.offset = offset
    }

    /// A zone with the same name all year.
    package init(name: String, offset: @escaping @Sendable (Int64) -> Int64) {
        self.init(nameAt: { _ in name }, offset: offset)
    }

    package static let utc = ClockZone(name: "UTC") { _ in 0 }
}

/// Formats instants and durations. For years with more than four digits only the year is given, because such a cooldown
/// never ends in practice.
package struct MomentText: Sendable {
    private let texts: Texts
    private let zone: ClockZone
    private let now: Int64

    /// - Parameter now: in Unix milliseconds.
    package init(texts: Texts, zone: ClockZone, now: Int64) {
        self.texts = texts
        self.zone = zone
        self.now = now
    }

    /// `02:41 UTC`, with the date if it is not today. A time to come is rounded up to the next minute, so that it is never
    /// too early; a past one is rounded down, so that it does not seem to come.
    package func clock(_ instant: Int64) -> String {
        let minute: Int64 = 60_000
        let instant = TimeRange.clamped(instant)
        let rest = instant % minute
        let full = rest > 0 && instant > now ? instant + minute - rest : instant - rest
        return day(full) == day(now) ? time(full) : self.minute(full)
    }

    /// `02:41`, for a time to come in a column of a table, rounded up as in `clock`; the date alone if it is another day.
    package func hour(_ instant: Int64) -> String {
        let minute: Int64 = 60_000
        let full = (TimeRange.clamped(instant) + minute - 1) / minute * minute
        return day(full) == day(now) ? Timestamp.time(local(full)) : day(full)
    }

    /// `2026-11-22 02:41 UTC`, rounded down.
    package func minute(_ instant: Int64) -> String {
        farYear(instant) ?? day(instant) + " " + time(TimeRange.clamped(instant))
    }

    /// `2026-11-22`.
    package func day(_ instant: Int64) -> String {
        farYear(instant) ?? Timestamp.day(local(instant))
    }

    private func time(_ instant: Int64) -> String {
        Timestamp.time(local(instant)) + " " + zone.nameAt(instant)
    }

    /// The year if it has more than four digits, else nil.
    private func farYear(_ instant: Int64) -> String? {
        let year = Timestamp.fields(local(instant)).year
        return (0...9999).contains(year) ? nil : texts("status.farYear", ["year": String(year)])
    }

    private func local(_ instant: Int64) -> Int64 {
        let instant = TimeRange.clamped(instant)
        return instant + zone.offset(instant)
    }

    /// `4 min`, `9 h`, `12 d`, `30 years`; the argument is in milliseconds.
    package func remaining(_ duration: Int64) -> String {
        let minutes = max(1, rounded(max(0, duration), 60_000))
        if minutes < 60 { return texts("status.remaining.minutes", ["count": String(minutes)]) }
        let hours = rounded(minutes, 60)
        if hours < 48 { return texts("status.remaining.hours", ["count": String(hours)]) }
        let days = rounded(hours, 24)
        return days < 3650
            ? texts("status.remaining.days", ["count": String(days)])
            : texts("status.remaining.years", ["count": String(days * 10_000 / 3_652_425)])
    }

    /// How long ago something was: `3 min`, `2 h`, `1 d`; rounded down, so that nothing seems to have been earlier than it
    /// was. Nil in the first minute.
    package func age(_ duration: Int64) -> String? {
        let minute: Int64 = 60_000
        let unit = duration < 60 * minute ? minute : duration < 2880 * minute ? 60 * minute : 1440 * minute
        return duration < minute ? nil : remaining(duration / unit * unit)
    }

    /// `made 2026-09-30; these live about a year`.
    package func made(at instant: Int64) -> String { texts("token.made", ["day": day(instant)]) }

    private func rounded(_ value: Int64, _ unit: Int64) -> Int64 {
        value / unit + (value % unit * 2 >= unit ? 1 : 0)
    }
}
