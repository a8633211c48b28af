import FileTransactions

/// The real file system for reading, of which a test replaces single calls. Whatever writes is a failure.
protocol WrappedFileSystem: FileSystem {}

extension WrappedFileSystem {
    private var files: SystemFileSystem { SystemFileSystem() }

    var userID: UInt32 { files.userID }
    func open(_ path: String, _ purpose: OpenPurpose) throws(FileError) -> OpenFile { try files.open(path, purpose) }
    func read(_ file: OpenFile, upTo count: Int) throws(FileError) -> [UInt8] { try files.read(file, upTo: count) }
    func status(of file: OpenFile) throws(FileError) -> FileStatus { try files.status(of: file) }
    func close(_ file: OpenFile) throws(FileError) { try files.close(file) }
    func status(at path: String) throws(FileError) -> FileStatus? { try files.status(at: path) }
    func realPath(of path: String) throws(FileError) -> String { try files.realPath(of: path) }
    func entries(of path: String) throws(FileError) -> [String] { try files.entries(of: path) }
    func volume(of path: String) throws(FileError) -> VolumeStatus { try files.volume(of: path) }
    func permits(_ access: Access, at path: String) throws(FileError) -> Bool { try files.permits(access, at: path) }
    func hasAccessList(_ path: String) throws(FileError) -> Bool { try files.hasAccessList(path) }
    func mountPoints() throws(FileError) -> Set<String> { try files.mountPoints() }
    func lockHolder(of status: FileStatus) throws(FileError) -> Int32? { try files.lockHolder(of: status) }

    func write(_ file: OpenFile, _ bytes: ArraySlice<UInt8>) throws(FileError) -> Int { throw refusal(.write) }
    func sync(_ file: OpenFile) throws(FileError) { throw refusal(.sync) }
    func setMode(_ file: OpenFile, _ mode: FileMode) throws(FileError) { throw refusal(.setMode) }
    func lock(_ file: OpenFile) throws(FileError) -> Bool { throw refusal(.lock) }
    func makeFolder(_ path: String, mode: FileMode) throws(FileError) { throw refusal(.makeFolder) }
    func removeFolder(_ path: String) throws(FileError) { throw refusal(.removeFolder) }
    func removeFile(_ path: String) throws(FileError) { throw refusal(.removeFile) }
    func rename(_ path: String, to newPath: String, _ kind: RenameKind) throws(FileError) { throw refusal(.rename) }
    func link(_ path: String, as newPath: String) throws(FileError) { throw refusal(.link) }
    func setModified(_ path: String, _ time: FileTime) throws(FileError) { throw refusal(.setModified) }

    private func refusal(_ operation: FileOperation) -> FileError { FileError(.readOnlyFileSystem, operation, "") }
}
