internal import GatewayHost
internal import Glibc

extension ClockZone {
    /// The time zone of `TZ` or of the machine, from the C library; looked up lazily, when a time is shown.
    static let local = ClockZone(
        nameAt: { instant in parts(of: instant).flatMap { $0.tm_zone.map { String(cString: $0) } } ?? "UTC" },
        offset: { instant in Int64(parts(of: instant)?.tm_gmtoff ?? 0) * 1000 }
    )

    /// - Parameter instant: in Unix milliseconds.
    private static func parts(of instant: Int64) -> tm? {
        var seconds = time_t(instant / 1000)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? nil : parts
    }
}
