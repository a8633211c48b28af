package import Credentials
package import FileTransactions

/// The store `auth-profiles.json` of an agent, with the file that it was read from.
package struct AuthProfilesStore: CredentialStore, Equatable {
    /// The file as it was read, which may be missing.
    package let file: FileSnapshot
    /// The text as it is after the changes so far.
    package private(set) var text: JSONCredentialStore
    /// The text as it was read; nil if there is no file.
    private let start: JSONCredentialStore?
    private var imported: [String] = []

    /// Parses a file; without one, the store is what the gateway would start with.
    package init(_ file: FileSnapshot, progress: (Int) -> Void = { _ in }) throws(StoreError) {
        self.file = file
        if let bytes = file.contents {
            text = try JSONCredentialStore(reading: bytes, progress: progress)
            start = text
        } else {
            text = try JSONCredentialStore()
            start = nil
        }
    }

    /// A text that is to take the place of the file, whatever that holds.
    init(file: FileSnapshot, text: JSONCredentialStore) {
        (self.file, self.text) = (file, text)
        start = nil
    }

    package var contents: StoreContents { text.contents }
    package var unread: [UnreadEntry] { text.unread }
    package var obstacle: StoreError? { text.obstacle }

    package func unknownMarks(of id: String) -> [String] { text.unknownMarks(of: id) }

    package func change(_ edits: [StoreEdit]) throws(StoreError) -> StoreChange {
        var edited = self
        for edit in edits { edited.imported += try edited.text.make(edit) }
        return StoreChange(
            after: edited,
            imported: edited.imported,
            work: AuthProfilesChange(file: file, start: start, end: edited.text)
        )
    }

    package static func == (one: AuthProfilesStore, other: AuthProfilesStore) -> Bool {
        one.file == other.file && one.text == other.text
    }
}
