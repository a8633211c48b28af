import Glibc

/// Whole files and folders, from the single calls.
extension FileSystem {
    /// All bytes of a regular file with its status.
    ///
    /// The gateway overwrites its store in place, so a file that changes under the reader is read again.
    package func contents(
        of path: String,
        limit: Int = 32 << 20
    ) throws(FileError) -> (bytes: [UInt8], status: FileStatus) {
        for _ in 0..<16 {
            let (bytes, before, after) = try contentsOnce(of: path, limit: limit)
            if before.size == after.size && before.modified == after.modified {
                return (bytes, after)
            }
        }
        throw FileError(.unstable, .read, path)
    }

    private func contentsOnce(
        of path: String,
        limit: Int
    ) throws(FileError) -> ([UInt8], before: FileStatus, after: FileStatus) {
        let file = try open(path, .reading)
        return try closing(file) { () throws(FileError) in
            let before = try status(of: file)
            guard before.kind == .file else {
                throw FileError(before.kind == .folder ? .isAFolder : .notARegularFile, .read, path)
            }
            var bytes: [UInt8] = []
            let expected = min(max(0, Int(clamping: before.size)), limit) + 1
            while true {
                // In one piece where it is given so, with room for a byte more: each piece that is joined to others is
                // copied once and wiped once.
                let part = try read(file, upTo: max(4096, expected - bytes.count))
                if part.isEmpty { break }
                if bytes.isEmpty { bytes = part } else { bytes += part }
                if bytes.count > limit { throw FileError(.tooLarge, .read, path) }
            }
            // A zero stays behind them in memory: a parser that needs one there need not copy the file.
            bytes.append(0)
            bytes.removeLast()
            return (bytes, before, try status(of: file))
        }
    }

    /// Makes a file that must not exist: all bytes, the mode, on the disk; its name is durable once the folder is synced.
    @discardableResult
    package func create(
        _ path: String,
        _ bytes: [UInt8],
        mode: FileMode = .ownerFile
    ) throws(FileError) -> FileStatus {
        // Never wider than the owner while it is being written, whatever mode it ends with.
        let file = try open(path, .creating(.ownerFile))
        return try closing(file) { () throws(FileError) in
            var rest = bytes[...]
            while !rest.isEmpty { rest = rest.dropFirst(try write(file, rest)) }
            // The umask may have taken bits away.
            try setMode(file, mode)
            try sync(file)
            return try status(of: file)
        }
    }

    /// Makes the names in a folder durable; a file system that cannot sync folders has nothing to lose by it.
    package func syncFolder(_ path: String) throws(FileError) {
        let folder = try open(path, .folder)
        do {
            try closing(folder) { () throws(FileError) in try sync(folder) }
        } catch let error where error.code == .unsupported {
            return
        }
    }

    package func syncFolderIfPresent(_ path: String) throws(FileError) {
        do {
            try syncFolder(path)
        } catch let error where error.code == .notFound {
            return
        }
    }

    /// False when there is no such file.
    @discardableResult
    package func removeFileIfPresent(_ path: String) throws(FileError) -> Bool {
        do {
            try removeFile(path)
            return true
        } catch let error where error.code == .notFound {
            return false
        }
    }

    /// False when there is no such folder or something is in it.
    @discardableResult
    package func removeFolderIfEmpty(_ path: String) throws(FileError) -> Bool {
        do {
            try removeFolder(path)
            return true
        } catch let error where [.notFound, .notEmpty, .alreadyExists].contains(error.code) {
            // POSIX lets rmdir say EEXIST for "not empty".
            return false
        }
    }

    /// Runs the body and closes the file on every way out; the body's error wins.
    private func closing<Result>(
        _ file: OpenFile,
        _ body: () throws(FileError) -> Result
    ) throws(FileError) -> Result {
        let result: Result
        do {
            result = try body()
        } catch {
            try? close(file)
            throw error
        }
        try close(file)
        return result
    }
}
