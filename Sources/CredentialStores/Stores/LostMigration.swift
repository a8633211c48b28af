package import FileTransactions

/// What is left of credentials that were moved into a database and did not arrive.
package enum LostMigration {
    /// What an importing gateway puts behind the name of the file, before a time and `.bak`.
    private static let mark = ".sqlite-import."

    /// The files in an agent's folder that were set aside as imported; nil if there are none.
    package static func copies(in folder: String, _ files: any FileSystem) throws(FileError) -> [String]? {
        let names = try files.entriesIfPresent(of: folder).filter { $0.hasSuffix(".bak") && $0.contains(mark) }
        return names.isEmpty ? nil : names.sorted().map { folder + "/" + $0 }
    }
}

extension FileSystem {
    fileprivate func entriesIfPresent(of folder: String) throws(FileError) -> [String] {
        do {
            return try entries(of: folder)
        } catch let error where error.code == .notFound {
            return []
        }
    }
}
