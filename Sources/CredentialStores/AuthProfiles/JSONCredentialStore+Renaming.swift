internal import Credentials
import JSON5
import Secrets

extension JSONCredentialStore {
    /// Gives a profile another id, and every reference to it in this store: in `order`, `lastGood` and `usageStats`. The
    /// entries keep their place and their text. Of a store without the profile only the references change.
    ///
    /// What an earlier profile with the new id left behind, marks and places in an order, goes: it is not about this one.
    package mutating func rename(_ id: String, to new: String) throws(StoreError) {
        let before = document
        var edits: [ValueEdit] = []
        for section in ["profiles", "usageStats"] {
            let (old, wanted): (Pointer, Pointer) = ([.key(section), .key(id)], [.key(section), .key(new)])
            guard before.kind(at: old) != nil else { continue }
            if before.kind(at: wanted) != nil { edits.append(ValueEdit(wanted, .remove)) }
            edits.append(ValueEdit(old, .rename(to: new, nil)))
        }
        for (provider, good) in ECMAText.entries(of: before.value(at: ["lastGood"])) where good.stringValue == id {
            edits.append(ValueEdit(["lastGood", .key(provider)], .set(.string(new))))
        }
        for (provider, list) in ECMAText.entries(of: before.value(at: ["order"])) {
            edits += Self.edits(renaming: id, to: new, in: list, at: ["order", .key(provider)])
        }
        try edit { document throws(EditError) in try document.apply(edits) }
    }

    private static func edits(renaming id: String, to new: String, in list: Value, at path: Pointer) -> [ValueEdit] {
        let ids = (list.arrayValue ?? []).map { $0.stringValue?.trimmedAsJavaScript }
        guard ids.contains(id) else { return [] }
        let left = ids.indices.filter { ids[$0] == new }.reversed().map { ValueEdit(path.appending($0), .remove) }
        // Renamed first: the places are those of the list as it was.
        return ids.indices.filter { ids[$0] == id }.map { ValueEdit(path.appending($0), .set(.string(new))) } + left
    }
}
