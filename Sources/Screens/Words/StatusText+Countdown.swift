internal import GatewayHost

extension StatusText {
    /// The verdict as screens show it, with a time that counts down.
    /// - Parameter now: Unix milliseconds of the screen's clock.
    func verdict(_ words: Words, now: Int64) -> String {
        let countdown = Countdown(moments, isSpoken: words.isSpoken)
        return verdict(left: { countdown.text(until: $0, now: now) })
    }
}
