/// The live side of a host: its machine, which has files, a clock and programs, and the texts for its people.
///
/// Everything that reads or writes the host starts here and is passed beside the snapshot; snapshots and plans are values
/// in between.
///
///     let live = LiveHost(host, texts: texts)
///     let outcome = try live.apply(retrying: change, on: live.read())
package struct LiveHost: Sendable {
    package var host: Host
    package var texts: Texts

    package init(_ host: Host, texts: Texts = .english) {
        self.host = host
        self.texts = texts
    }

    /// The same host for people who read these texts.
    package func speaking(_ texts: Texts) -> LiveHost { LiveHost(host, texts: texts) }
}
