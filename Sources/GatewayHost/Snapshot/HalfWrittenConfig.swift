internal import FileTransactions
internal import GatewayConfig

extension Host {
    /// Whether a config problem may be temporary, because another process is writing a file in place.
    func mayBeHalfRead(_ config: ConfigSnapshot) -> Bool {
        switch config.problem {
        case .tooMuchPutIn: false
        case .unparsable: true
        case .unreadable(let error): error.code == .unstable
        case .include(let error): error.mayBeHalfWritten
        // A partly written `.env` lacks variables; one that was not written recently lacks them permanently.
        case nil: !config.unset.isEmpty && config.suspects(on: self).contains(where: wasJustWritten)
        }
    }

    /// Whether a file was modified so recently that it may be partly written.
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
    /// The files that may cause the problem.
    func suspects(on host: Host) -> [String] {
        switch problem {
        case nil: unset.isEmpty ? [] : [host.workingFolder + "/.env", paths.dotenvPath]
        case .tooMuchPutIn: []
        case .unparsable(let path, _): [path]
        case .unreadable(let error): [error.path]
        case .include(let error):
            switch error.problem {
            case .unparsable(_, let resolved, _), .unreadable(_, let resolved, _): [resolved]
            default: [error.file]
            }
        }
    }
}
