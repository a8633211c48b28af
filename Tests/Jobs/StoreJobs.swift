import CredentialStores
import Credentials
import FileTransactions
import GatewayHost
import JSON5
import Secrets

/// The current time for the measured stores, in Unix milliseconds: some profiles are expired, some in a cooldown.
private let now: Int64 = 1_770_000_500_000

/// Loads a store and computes the gateway's decisions: every provider's order, every profile's health.
struct StoreJob {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    func run(_ times: Int, _ stopwatch: inout Stopwatch) throws {
        for _ in 0..<times {
            let count = try stopwatch.time { try examine() }
            guard count > 0 else { throw JobFailure(description: "no profile in an order") }
        }
    }

    private func examine() throws -> Int {
        let snapshot = try FileSnapshot.read(path, SystemFileSystem())
        let contents = try JSONCredentialStore(reading: snapshot.contents ?? []).contents
        let listing = ReleaseDetection.known.newest.listing(of: nil)
        let health = ProfileHealth.all(in: contents, listing: listing, now: now)
        let providers = ProviderHealth.all(of: health, now: now)
        return providers.reduce(0) { count, provider in
            let order = ProfileOrder(listing: listing, store: contents, provider: provider.provider, now: now)
            return count + order.ids.count
        }
    }
}

/// Replaces the key of one profile: lock, read, edit, sync, rename, unlock; with journal, backup and record.
struct UpdateJob {
    private let stateFolder: String

    init(stateFolder: String) {
        self.stateFolder = stateFolder
    }

    func run(_ stopwatch: inout Stopwatch) throws {
        let receipt = try stopwatch.time { try update() }
        guard receipt.record != nil, receipt.unfinished.isEmpty else {
            throw JobFailure(description: "nothing written")
        }
    }

    private func update() throws -> Receipt {
        let (found, file, edited) = try plan()
        var transaction = FileTransaction(SetupFolder(stateFolder: stateFolder), summary: "benchmark")
        try transaction.stage(file, contents: edited, rank: 0, lock: .gateway)
        let receipt = try transaction.commit { _ in .cancel }
        // As in the program, what was read is kept until everything is written.
        return withExtendedLifetime(found) { receipt }
    }

    /// The current store, and its new bytes.
    private func plan() throws -> (FoundStore, FileSnapshot, [UInt8]) {
        let place = StorePlace(agentFolder: "\(stateFolder)/agents/main/agent", stateFolder: stateFolder)
        let found = try StoreFormats.all.find(place, SystemFileSystem())
        guard let file = found.file, let store = try found.store?.get(), let last = store.contents.profiles.last else {
            throw JobFailure(description: "no store")
        }
        let key = Credential.apiKey(otherKey(than: last.credential))
        let profile = Profile(id: last.id, provider: last.provider, credential: key)
        guard let edited = try store.change([.upsert(profile)]).after as? AuthProfilesStore else {
            throw JobFailure(description: "no auth-profiles.json")
        }
        return (found, file, edited.text.bytes)
    }

    /// One of two fakes, so that every update changes something.
    private func otherKey(than present: Credential) -> Secret {
        let keys = ["C", "D"].map { Secret("sk-ant-api03-" + String(repeating: $0, count: 95)) }
        return present == .apiKey(keys[0]) ? keys[1] : keys[0]
    }
}
