internal import Anthropic
internal import FileTransactions
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
        /// What was offered since the start.
        var fresh: LiveModelList?
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
            let first = make(LiveModelList.read(on: snapshot))
            made = first
            return first
        }
    }

    private func make(_ live: LiveModelList?) -> Made {
        let moments = MomentText(texts: texts, zone: snapshot.host.zone, now: snapshot.readAt)
        return Made(options: ModelOption.all(live), asked: live.map { moments.minute($0.fetchedAt) })
    }

    /// The provider offers these now.
    func take(_ models: [LiveModel], host: String) {
        let live = LiveModelList(models, host: host, fetchedAt: snapshot.host.clock.now())
        var fresh = make(live)
        fresh.fresh = live
        made.withLock { $0 = fresh }
    }

    /// Keeps what was offered since the start, for the next one. The problem says why it could not.
    func keep() -> Problem? {
        guard let live = made.withLock({ $0?.fresh }) else { return nil }
        do throws(Problem) {
            try live.write(on: snapshot)
            return nil
        } catch {
            return error
        }
    }
}
