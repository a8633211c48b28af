/// Formats Unix milliseconds in UTC without a date library.
package enum Timestamp {
    /// The calendar fields of an instant in UTC.
    package struct Fields: Sendable, Equatable {
        package var year: Int64
        package var month: Int64
        package var day: Int64
        package var hour: Int64
        package var minute: Int64
        package var second: Int64
        package var millisecond: Int64
    }

    /// The fields of an instant in Unix milliseconds.
    package static func fields(_ milliseconds: Int64) -> Fields {
        let second = milliseconds.flooredQuotient(1000)
        let day = second.flooredQuotient(86_400)
        let inDay = second - day * 86_400
        let date = civil(day)
        return Fields(
            year: date.year,
            month: date.month,
            day: date.day,
            hour: inDay / 3600,
            minute: inDay % 3600 / 60,
            second: inDay % 60,
            millisecond: milliseconds - second * 1000
        )
    }

    /// `2026-02-02T02:40:00.000Z`, as JavaScript's `toISOString`: a year without exactly four digits has a sign and six
    /// digits.
    package static func iso8601(_ milliseconds: Int64) -> String {
        let f = fields(milliseconds)
        return "\(day(f))T\(pad(f.hour, 2)):\(pad(f.minute, 2)):\(pad(f.second, 2)).\(pad(f.millisecond, 3))Z"
    }

    /// `2026-02-02`.
    package static func day(_ milliseconds: Int64) -> String { day(fields(milliseconds)) }

    /// `02:40`.
    package static func time(_ milliseconds: Int64) -> String {
        let f = fields(milliseconds)
        return "\(pad(f.hour, 2)):\(pad(f.minute, 2))"
    }

    private static func day(_ f: Fields) -> String {
        let isShort = (0...9999).contains(f.year)
        let year = isShort ? pad(f.year, 4) : (f.year < 0 ? "-" : "+") + pad(abs(f.year), 6)
        return "\(year)-\(pad(f.month, 2))-\(pad(f.day, 2))"
    }

    private static func pad(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Howard Hinnant's days-to-civil algorithm for the proleptic Gregorian calendar.
    private static func civil(_ daysSinceEpoch: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted.flooredQuotient(146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
