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

    /// Why the kept list is not used; nil if nothing is wrong with it, or if the provider was asked since.
    var warning: String? {
        let isFresh = made.withLock { $0?.fresh != nil }
        return isFresh ? nil : snapshot.modelsWarning(host.texts)
    }

    private var known: Made {
        made.withLock { made in
            if let made { return made }
            let first = make(snapshot.models)
            made = first
            return first
        }
    }

    private func make(_ models: HostModels) -> Made {
        let moments = MomentText(texts: host.texts, zone: host.host.zone, now: snapshot.readAt)
        return Made(
            options: ModelOption.all(models, snapshot.release.format),
            asked: models.live.map { moments.minute($0.fetchedAt) }
        )
    }

    /// Replaces the list with what the provider returned now.
    func take(_ models: [LiveModel], host name: String) {
        let live = LiveModelList(models, host: name, fetchedAt: host.host.clock.now())
        var fresh = make(snapshot.models.offering(live))
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
