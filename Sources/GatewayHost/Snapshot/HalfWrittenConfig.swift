internal import FileTransactions
internal import GatewayConfig

extension Host {
    /// Whether a problem of the configuration may be gone in a moment, because another program is writing a file in place.
    func mayBeHalfRead(_ config: ConfigSnapshot) -> Bool {
        switch config.problem {
        case nil, .tooMuchPutIn: false
        case .unparsable: true
        case .unreadable(let error): error.code == .unstable
        case .include(let error): error.mayBeHalfWritten
        // Half a `.env` lacks variables; one that nobody has touched just now lacks them for good.
        case .missingVariables: config.suspects(on: self).contains(where: wasJustWritten)
        }
    }

    /// Whether a file is so young that it may be half written.
    func wasJustWritten(_ path: String) -> Bool {
        do throws(FileError) {
            guard let status = try files.status(at: try files.resolvedPath(of: path)) else { return false }
            return clock.wasJustWritten(status)
        } catch {
            return false
        }
    }
}

extension IncludeError {
    fileprivate var mayBeHalfWritten: Bool {
        switch problem {
        case .unparsable: true
        case .unreadable(_, _, let error): error?.code == .unstable
        default: false
        }
    }
}

extension ConfigSnapshot {
    /// The files that the problem may be due to.
    func suspects(on host: Host) -> [String] {
        switch problem {
        case nil, .tooMuchPutIn: []
        case .unparsable(let path, _): [path]
        case .unreadable(let error): [error.path]
        case .include(let error):
            switch error.problem {
            case .unparsable(_, let resolved, _), .unreadable(_, let resolved, _): [resolved]
            default: [error.file]
            }
        case .missingVariables: [host.workingFolder + "/.env", paths.dotenvPath]
        }
    }
}
