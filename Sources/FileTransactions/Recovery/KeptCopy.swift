/// The copy of one file that an apply made before it wrote it, with the file as it is now.
package struct KeptCopy: Sendable, Equatable {
    /// The apply that made it.
    package let record: ApplyRecord
    /// The entry of the file in that record.
    package let file: ApplyRecord.File
    /// The file as it was before that apply.
    package let contents: [UInt8]
    /// The file as it is now.
    package let current: FileSnapshot
}

extension UndoPlan {
    /// The copy that it would write back to a file; nil if there was no file.
    package func copy(of file: ApplyRecord.File) -> KeptCopy? {
        guard let found = files.first(where: { $0.recorded == file }), let contents = found.old else { return nil }
        return KeptCopy(record: record, file: file, contents: contents, current: found.current)
    }
}

extension SetupFolder {
    /// Reads a copy and the file that it is of, which a restore would write. Read-only.
    ///
    /// Throws `backupMissing` or `backupDamaged` if the copy is not what was copied, `untrusted` if the record names a
    /// file that no apply writes.
    package func copy(of file: ApplyRecord.File, in record: ApplyRecord) throws(FileError) -> KeptCopy {
        let current = try settledSnapshot(of: file)
        try check(file, current, try writableFiles(), of: record)
        guard let contents = try old(file, of: record) else {
            throw FileError(.backupMissing, .undo, file.path)
        }
        return KeptCopy(record: record, file: file, contents: contents, current: current)
    }
}
