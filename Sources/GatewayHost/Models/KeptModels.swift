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

    fileprivate static let limit = 1 << 20

    /// The file as it was read with the host; decoded only where models are asked for.
    struct File: Sendable {
        let path: String
        /// Nil if there is no file, or one that is not used.
        let bytes: [UInt8]?
        let fault: Fault?

        /// Without a file it costs one failed lookup.
        init(at path: String, _ files: any FileSystem) {
            self.path = path
            var (bytes, fault): ([UInt8]?, Fault?) = (nil, nil)
            do throws(FileError) {
                if let status = try files.status(at: path) {
                    fault = Fault(status)
                    if fault == nil { bytes = try files.contents(of: path, limit: KeptModels.limit).bytes }
                }
            } catch {
                fault = Fault(error)
            }
            (self.bytes, self.fault) = (bytes, fault)
        }
    }

    /// - Parameters:
    ///   - host: the configured provider host; the list of another one is not used.
    ///   - asOf: the day of the built-in models. A list fetched before it counts only if the program that fetched it had
    ///     the same ones, because a clock can be wrong.
    init(_ file: File, host: String, asOf: String) {
        path = file.path
        guard let bytes = file.bytes else {
            (list, fault) = (nil, file.fault)
            return
        }
        guard let (list, over) = LiveModelList.read(bytes) else {
            (self.list, fault) = (nil, .damaged)
            return
        }
        let isNewer = Timestamp.day(list.fetchedAt) >= asOf || over >= asOf
        (self.list, fault) = (isNewer && list.host == host ? list : nil, nil)
    }
}

extension KeptModels.Fault {
    /// What speaks against a file before it is opened; nil if nothing does.
    fileprivate init?(_ status: FileStatus) {
        if status.kind == .symbolicLink {
            self = .link
        } else if status.kind != .file {
            self = .notAFile
        } else if status.mode.isWider(than: .ownerFile) {
            self = .readableByOthers(status.mode)
        } else {
            return nil
        }
    }

    /// Why it cannot be read; nil if there is none.
    fileprivate init?(_ error: FileError) {
        switch error.code {
        case .notFound, .notAFolder: return nil
        case .tooLarge: self = .tooLarge
        case .notARegularFile, .isAFolder: self = .notAFile
        default: self = .unreadable
        }
    }
}

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
