internal import FileTransactions
internal import GatewayConfig
internal import Secrets

/// What the file with the provider's own model list holds, if it can be believed.
///
/// The file is only a cache: whatever is wrong with it, the built-in models stand.
struct KeptModels: Sendable {
    /// Why the file is not used.
    enum Fault: Sendable, Equatable {
        case link
        case notAFile
        case readableByOthers(FileMode)
        case tooLarge
        /// Not JSON, or not as this program writes it.
        case damaged
        case unreadable
    }

    /// Nil if there is no file, or one that is not used.
    let list: LiveModelList?
    let fault: Fault?
    let path: String

    private static let limit = 1 << 20

    /// Reads the file. Without one it costs one failed lookup.
    ///
    /// - Parameters:
    ///   - host: the configured provider host; the list of another one is not used.
    ///   - asOf: the day of the built-in models. A list fetched before it counts only if the program that fetched it had
    ///     the same ones, because a clock can be wrong.
    init(at path: String, _ files: any FileSystem, host: String, asOf: String) {
        self.path = path
        switch Self.contents(of: path, files) {
        case .failure(let fault): (list, self.fault) = (nil, fault)
        case .success(nil): (list, fault) = (nil, nil)
        case .success(let bytes?):
            guard let (list, over) = LiveModelList.read(bytes) else {
                (self.list, fault) = (nil, .damaged)
                return
            }
            let isNewer = Timestamp.day(list.fetchedAt) >= asOf || over >= asOf
            (self.list, fault) = (isNewer && list.host == host ? list : nil, nil)
        }
    }

    private static func contents(of path: String, _ files: any FileSystem) -> Result<[UInt8]?, Fault> {
        do throws(FileError) {
            guard let status = try files.status(at: path) else { return .success(nil) }
            if status.kind == .symbolicLink { return .failure(.link) }
            guard status.kind == .file else { return .failure(.notAFile) }
            guard !status.mode.isWider(than: .ownerFile) else { return .failure(.readableByOthers(status.mode)) }
            return .success(try files.contents(of: path, limit: limit).bytes)
        } catch {
            switch error.code {
            case .notFound, .notAFolder: return .success(nil)
            case .tooLarge: return .failure(.tooLarge)
            case .notARegularFile, .isAFolder: return .failure(.notAFile)
            default: return .failure(.unreadable)
            }
        }
    }
}

extension KeptModels.Fault: Error {}

extension KeptModels {
    /// One line that names the file and why it is not used; nil if nothing is wrong with it.
    func warning(_ texts: Texts, display: (String) -> String) -> String? {
        guard let fault else { return nil }
        let reason =
            switch fault {
            case .link: texts("models.file.link")
            case .notAFile: texts("models.file.notAFile")
            case .readableByOthers(let mode): texts("models.file.readable", ["mode": mode.description])
            case .tooLarge: texts("models.file.tooLarge")
            case .damaged: texts("models.file.damaged")
            case .unreadable: texts("models.file.unreadable")
            }
        return VisibleText.of(texts("models.file.ignored", ["path": display(path), "reason": reason]))
    }
}
