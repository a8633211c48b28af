internal import GatewayHost
internal import Screens
internal import Synchronization

/// The models of a wizard's model page, made when they are asked for first: the start of the program does not wait for
/// them, and the kept list is read once.
///
/// A class because all who ask share what was made.
final class KnownModels: Sendable {
    private let snapshot: HostSnapshot
    private let texts: Texts
    private let made = Mutex<Made?>(nil)

    private struct Made {
        var options: [ModelOption]
        var asked: String?
    }

    init(_ snapshot: HostSnapshot, texts: Texts) {
        self.snapshot = snapshot
        self.texts = texts
    }

    var options: [ModelOption] { known.options }

    /// When the provider was asked, as it is shown; nil when nobody asked yet.
    var asked: String? { known.asked }

    private var known: Made {
        made.withLock { made in
            if let made { return made }
            let live = LiveModelList.read(on: snapshot)
            let moments = MomentText(texts: texts, zone: snapshot.host.zone, now: snapshot.readAt)
            let fresh = Made(options: ModelOption.all(live), asked: live.map { moments.minute($0.fetchedAt) })
            made = fresh
            return fresh
        }
    }
}
