import CredentialStores
import Credentials
import FileTransactions
import Glibc

/// Reads an agent's folder with the library, as another user if this process may become that one.
enum Reading {
    static func go(_ folder: String, user: UInt32) {
        if user != 0, setgid(user) != 0 || setuid(user) != 0 { SQLitePeer.end("cannot become \(user)") }
        let stores = DatabaseStores(
            stateFolder: folder + "/none",
            mainFolder: folder,
            rules: DatabaseRules(),
            reader: DatabaseReader(SystemFileSystem(), .system)
        )
        let store = stores.own(folder)
        SQLitePeer.say("\(store.outcome) \(store.contents.profiles.map(\.id))")
    }
}
