import Glibc

/// Operations on whole files and folders, composed of the single calls.
extension FileSystem {
    /// All bytes of a regular file with its status.
    ///
    /// The gateway overwrites its store in place, so a file that changes while it is read is read again.
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
                // Read in one piece if possible, with room for one more byte: joining pieces copies and wipes each of
                // them once.
                let part = try read(file, upTo: max(4096, expected - bytes.count))
                if part.isEmpty { break }
                if bytes.isEmpty { bytes = part } else { bytes += part }
                if bytes.count > limit { throw FileError(.tooLarge, .read, path) }
            }
            return (bytes, before, try status(of: file))
        }
    }

    /// The first bytes of a file, at most `count`. A read may return fewer bytes than requested, which some file systems
    /// do.
    package func bytes(of path: String, upTo count: Int) throws(FileError) -> [UInt8] {
        let file = try open(path, .reading)
        return try closing(file) { () throws(FileError) in
            var bytes: [UInt8] = []
            while bytes.count < count {
                let part = try read(file, upTo: count - bytes.count)
                if part.isEmpty { break }
                bytes += part
            }
            return bytes
        }
    }

    /// Creates a file that must not exist: writes all bytes, sets the mode, syncs. The name is durable once the folder
    /// is synced.
    @discardableResult
    package func create(
        _ path: String,
        _ bytes: [UInt8],
        mode: FileMode = .ownerFile
    ) throws(FileError) -> FileStatus {
        // Never readable by others while it is being written, whatever its final mode is.
        let file = try open(path, .creating(.ownerFile))
        return try closing(file) { () throws(FileError) in
            var rest = bytes[...]
            while !rest.isEmpty { rest = rest.dropFirst(try write(file, rest)) }
            // The umask may have removed bits.
            try setMode(file, mode)
            try sync(file)
            return try status(of: file)
        }
    }

    /// Makes the names in a folder durable; file systems that cannot sync folders are ignored.
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

    /// False if there is no such file.
    @discardableResult
    package func removeFileIfPresent(_ path: String) throws(FileError) -> Bool {
        do {
            try removeFile(path)
            return true
        } catch let error where error.code == .notFound {
            return false
        }
    }

    /// False if there is no such folder or it is not empty.
    @discardableResult
    package func removeFolderIfEmpty(_ path: String) throws(FileError) -> Bool {
        do {
            try removeFolder(path)
            return true
        } catch let error where [.notFound, .notEmpty, .alreadyExists].contains(error.code) {
            // POSIX allows rmdir to return EEXIST for "not empty".
            return false
        }
    }

    /// Runs the body and closes the file in any case; the body's error takes precedence.
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
