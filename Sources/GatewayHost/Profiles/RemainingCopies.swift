internal import Credentials
internal import FileTransactions
internal import GatewayConfig
internal import JSON5
package import Secrets

/// Files of this host that still hold a secret which was replaced or removed: nothing is thrown away unseen.
///
/// Looked for where this program and the gateway put such things: our backups, the gateway's, the agents' folders, the
/// files of older versions, `.env`. The provider goes on taking the secret until it is revoked there.
package struct RemainingCopies: Sendable, Equatable {
    package struct Copy: Sendable, Equatable {
        package let path: String
        /// One of our own backups, which `purge` can remove; else somebody else's file.
        package let isOurs: Bool
    }

    package let copies: [Copy]
    /// Places that could not be looked into.
    package let unreadable: [String]
    private let snapshot: HostSnapshot

    package static func == (one: RemainingCopies, other: RemainingCopies) -> Bool {
        one.copies == other.copies && one.unreadable == other.unreadable
    }

    package static func find(_ secret: Secret, _ snapshot: HostSnapshot) -> RemainingCopies {
        var search = Search(secret: secret, files: snapshot.host.files)
        let backups = snapshot.setupFolder.backupsPath
        for folder in search.names(in: backups) { search.lookInto(backups + "/" + folder, isOurs: true) }
        for folder in Set(snapshot.agents.map(\.directory)).sorted() { search.lookInto(folder) }
        let (state, name) = snapshot.config.path.splitPath
        search.lookInto(state) { $0.hasPrefix(name) || $0 == ".env" }
        search.lookInto(snapshot.paths.state + "/credentials")
        if state != snapshot.paths.state { search.lookAt(snapshot.paths.state + "/.env") }
        return RemainingCopies(copies: search.found, unreadable: search.unreadable, snapshot: snapshot)
    }

    /// Removes our own backups that hold it; what they could take back is lost.
    package func purge() throws(Problem) {
        let folders = Set(copies.filter(\.isOurs).map(\.path.parentPath))
        do throws(FileError) {
            if let failure = try snapshot.setupFolder.purge(folders).first { throw failure }
        } catch {
            throw snapshot.explain.problem(error)
        }
    }

    private struct Search {
        let secret: Secret
        let files: any FileSystem
        var found: [Copy] = []
        var unreadable: [String] = []

        func names(in folder: String) -> [String] { ((try? files.entries(of: folder)) ?? []).sorted() }

        mutating func lookInto(_ folder: String, isOurs: Bool = false, where isWanted: (String) -> Bool = { _ in true })
        {
            for name in names(in: folder) where isWanted(name) { lookAt(folder + "/" + name, isOurs: isOurs) }
        }

        mutating func lookAt(_ path: String, isOurs: Bool = false) {
            do {
                guard try files.status(at: path)?.kind == .file else { return }
                let bytes = try files.contents(of: path).bytes
                if holds(bytes) { found.append(Copy(path: path, isOurs: isOurs)) }
            } catch {
                unreadable.append(path)
            }
        }

        private func holds(_ bytes: [UInt8]) -> Bool {
            secret.withUTF8 { wanted in
                guard let first = wanted.first, bytes.count >= wanted.count else { return false }
                return bytes.indices.prefix(bytes.count - wanted.count + 1).contains { start in
                    bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
                }
            }
        }
    }
}
