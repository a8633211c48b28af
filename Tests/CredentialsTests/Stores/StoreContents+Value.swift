import CredentialStores
import Credentials
import JSON5

extension StoreContents {
    /// The contents of a store with this text.
    init(decoding value: Value) throws(StoreError) {
        do throws(ParseError) {
            self.init(decoding: try Document(parsing: value.json(), dialect: .json))
        } catch {
            throw .unreadable(error)
        }
    }
}
