internal import Credentials
import JSON5
import Secrets

extension JSONCredentialStore {
    /// Gives a profile another id, and every reference to it in this store: in `order`, `lastGood` and `usageStats`. The
    /// entries keep their place and their text. Of a store without the profile only the references change.
    ///
    /// What an earlier profile with the new id left behind goes, whatever this one has itself: it is not about this one.
    package mutating func rename(_ id: String, to new: String) throws(StoreError) {
        let before = document
        let isHere = before.kind(at: ["profiles", .key(id)]) != nil
        var edits: [ValueEdit] = []
        for section in ["profiles", "usageStats"] {
            let (old, wanted): (Pointer, Pointer) = ([.key(section), .key(id)], [.key(section), .key(new)])
            let isThere = before.kind(at: old) != nil
            // The earlier one's marks would rest this profile, also if it has none itself.
            if isThere || isHere, before.kind(at: wanted) != nil { edits.append(ValueEdit(wanted, .remove)) }
            if isThere { edits.append(ValueEdit(old, .rename(to: new, nil))) }
        }
        for (provider, good) in ECMAText.entries(of: before.value(at: ["lastGood"])) {
            let path: Pointer = ["lastGood", .key(provider)]
            switch good.stringValue {
            case id: edits.append(ValueEdit(path, .set(.string(new))))
            case new where isHere: edits.append(ValueEdit(path, .remove))
            default: break
            }
        }
        for (provider, list) in ECMAText.entries(of: before.value(at: ["order"])) {
            let path: Pointer = ["order", .key(provider)]
            let renaming = Self.edits(renaming: id, to: new, in: list, at: path)
            edits += renaming.isEmpty && isHere ? Self.edits(removing: new, from: list, at: path) : renaming
        }
        try applyLeavingNoneEmpty(edits)
    }

    private static func edits(renaming id: String, to new: String, in list: Value, at path: Pointer) -> [ValueEdit] {
        let ids = (list.arrayValue ?? []).map { $0.stringValue?.trimmedAsJavaScript }
        guard ids.contains(id) else { return [] }
        let left = ids.indices.filter { ids[$0] == new }.reversed().map { ValueEdit(path.appending($0), .remove) }
        // Renamed first: the places are those of the list as it was.
        return ids.indices.filter { ids[$0] == id }.map { ValueEdit(path.appending($0), .set(.string(new))) } + left
    }
}
