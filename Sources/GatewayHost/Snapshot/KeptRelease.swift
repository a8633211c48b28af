internal import FileTransactions
internal import GatewayConfig
internal import JSON5

/// The release that a person named for this host: now by the flag, or earlier and kept in `S/setup/gateway-release.json`.
struct KeptRelease: Sendable, Equatable {
    /// The file.
    let path: String
    /// What it says; nil if there is none, or none that counts.
    let kept: String?
    /// Why it does not count although it is there.
    let flaw: Flaw?
    /// What was named now; nil if nothing was.
    let named: ReleaseChoice?
    /// The file as a plan replaces it, or why that cannot be read; both nil if nothing was named now.
    let file: FileSnapshot?
    let obstacle: FileError?

    enum Flaw: Sendable, Equatable {
        case unreadable(FileError)
        /// It does not belong to who runs this program, or others may write it.
        case notOurs
        /// It names no release.
        case noRelease
    }

    /// A file is some dozen bytes.
    private static let limit = 4096

    init(_ host: Host, _ paths: StatePaths) {
        path = host.setupFolder(paths).releasePath
        named = host.releaseChoice
        let files = host.files
        do throws(FileError) {
            let (bytes, status) = try files.contents(of: path, limit: Self.limit)
            let isOurs = [files.userID, 0].contains(status.owner) && !status.mode.isWritableByOthers
            kept = isOurs ? Self.release(in: bytes) : nil
            flaw = kept != nil ? nil : isOurs ? .noRelease : .notOurs
        } catch {
            kept = nil
            flaw = [.notFound, .notAFolder].contains(error.code) ? nil : .unreadable(error)
        }
        guard named != nil else {
            (file, obstacle) = (nil, nil)
            return
        }
        do throws(FileError) {
            (file, obstacle) = (try FileSnapshot.read(path, files), nil)
        } catch {
            (file, obstacle) = (nil, error)
        }
    }

    private static func release(in bytes: [UInt8]) -> String? {
        (try? Document(parsing: bytes, dialect: .json).root)?["release"]?.stringValue.flatMap(ReleaseChoice.name(of:))
    }

    /// What it says of the release of this host; nil if nobody named one.
    var item: ReleaseEvidence.Item? {
        switch named {
        case .release(let name): ReleaseEvidence.Item(.flag, version: name, path: "")
        case .evidence: nil
        case nil: kept.map { ReleaseEvidence.Item(.kept, version: $0, path: path) }
        }
    }
}
