import Credentials
import JSON5

extension StoreContents {
    /// What a store means whose text says this.
    init(decoding value: Value) throws(StoreError) {
        do throws(ParseError) {
            self.init(decoding: try Document(parsing: value.json(), dialect: .json))
        } catch {
            throw .unreadable(error)
        }
    }
}
