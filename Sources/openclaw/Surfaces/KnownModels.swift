internal import Anthropic
internal import FileTransactions
internal import GatewayConfig
internal import GatewayHost
internal import Screens
internal import Synchronization

/// The models of the wizard's model page. Lazy: the cached list is read once, on first use, so that starting the
/// program does not wait for it.
///
/// A class because all users share the loaded list.
final class KnownModels: Sendable {
    private let snapshot: HostSnapshot
    private let host: LiveHost
    private let made = Mutex<Made?>(nil)

    private struct Made {
        var options: [ModelOption]
        var asked: String?
        /// The list that the provider returned during this run.
        var fresh: LiveModelList?
    }

    init(_ snapshot: HostSnapshot, _ host: LiveHost) {
        self.snapshot = snapshot
        self.host = host
    }

    var options: [ModelOption] { known.options }

    /// When the provider's list was fetched, as display text; nil if never.
    var asked: String? { known.asked }

    private var known: Made {
        made.withLock { made in
            if let made { return made }
            let first = make(LiveModelList.read(on: snapshot, host))
            made = first
            return first
        }
    }

    private func make(_ live: LiveModelList?) -> Made {
        let moments = MomentText(texts: host.texts, zone: host.host.zone, now: snapshot.readAt)
        return Made(
            options: ModelOption.all(snapshot.release.format, live),
            asked: live.map { moments.minute($0.fetchedAt) }
        )
    }

    /// Replaces the list with what the provider returned now.
    func take(_ models: [LiveModel], host name: String) {
        let live = LiveModelList(models, host: name, fetchedAt: host.host.clock.now())
        var fresh = make(live)
        fresh.fresh = live
        made.withLock { $0 = fresh }
    }

    /// Caches the list fetched in this run for the next run. Returns a problem if it could not be written.
    func keep() -> Problem? {
        guard let live = made.withLock({ $0?.fresh }) else { return nil }
        do throws(Problem) {
            try live.write(on: snapshot, host)
            return nil
        } catch {
            return error
        }
    }
}
