internal import FileTransactions

extension String {
    /// The name of a file without its folders.
    package var lastComponent: String { splitPath.name }
}
