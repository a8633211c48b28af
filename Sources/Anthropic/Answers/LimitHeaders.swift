/// When the limits of a response start again, by its headers; untrusted.
///
/// A subscription has `anthropic-ratelimit-unified-reset` in Unix seconds. An API key has one date for each kind of limit,
/// such as `anthropic-ratelimit-tokens-reset`, as RFC 3339, and beside it what remains of it.
struct LimitHeaders {
    private let headers: [String: String]

    private static let prefix = "anthropic-ratelimit-"
    private static let kinds = ["requests", "tokens", "input-tokens", "output-tokens"]
    /// 2100-01-01 in Unix seconds: what lies behind is no time of a limit.
    private static let latest: Int64 = 4_102_444_800

    /// - Parameter headers: by lower-case name.
    init(_ headers: [String: String]) {
        self.headers = headers
    }

    /// In Unix milliseconds; nil if no header says so.
    var resetsAt: Int64? {
        let unified = headers[Self.prefix + "unified-reset"].flatMap { Int64($0) }
        let times = unified.map { [$0] } ?? Self.kinds.filter(isUsedUp).compactMap(reset)
        return times.filter { (1..<Self.latest).contains($0) }.max().map { $0 * 1000 }
    }

    private func isUsedUp(_ kind: String) -> Bool { headers[Self.prefix + kind + "-remaining"] == "0" }

    private func reset(_ kind: String) -> Int64? { headers[Self.prefix + kind + "-reset"].flatMap(Self.seconds) }

    /// Unix seconds of `2026-11-22T02:41:00Z`; a fraction is left out, and other zones are not sent.
    private static func seconds(_ text: String) -> Int64? {
        let parts = text.split { !$0.isASCII || !$0.isNumber }.prefix(6).compactMap { Int64($0) }
        guard parts.count == 6, text.hasSuffix("Z"), (1970...2100).contains(parts[0]), (1...12).contains(parts[1]),
            (1...31).contains(parts[2]), (0...23).contains(parts[3]), (0...59).contains(parts[4]),
            (0...60).contains(parts[5])
        else { return nil }
        return days(parts[0], parts[1], parts[2]) * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
    }

    /// Days from 1970-01-01 to a date of the Gregorian calendar, with years that begin in March.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
