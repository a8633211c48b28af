package import JSON5
import Secrets

/// The places outside `auth` in which a config names a profile: a model with `@` and the profile behind it, as a value or
/// as a key, and members whose name says that they hold a profile.
package struct ProfileMentions {
    private let id: String
    private let new: String
    private let includes: (Pointer) -> Bool
    private var edits: [ValueEdit] = []

    /// The edits that put the new id in the place of the old one.
    ///
    /// - Parameter includes: whether the value at a path may be changed.
    package static func edits(
        renaming id: String,
        to new: String,
        in config: Value,
        _ places: ConfigPlaces,
        where includes: @escaping (Pointer) -> Bool
    ) -> [ValueEdit] {
        var mentions = ProfileMentions(id: id, new: new) { pointer in
            // `auth` names profiles in its own way.
            ![places.authProfiles, places.authOrder].contains(pointer) && includes(pointer)
        }
        mentions.look(at: config, [], isNamed: false)
        return mentions.edits
    }

    private init(id: String, new: String, includes: @escaping (Pointer) -> Bool) {
        (self.id, self.new, self.includes) = (id, new, includes)
    }

    private mutating func look(at value: Value, _ pointer: Pointer, isNamed: Bool) {
        switch value {
        case .object(let members):
            for (key, member) in members {
                let path = pointer.appending(key)
                guard includes(path) else { continue }
                look(at: member, path, isNamed: Self.holdsProfile(key))
                // After what is inside, whose path has the old key.
                if let renamed = renamedModel(key), members[renamed] == nil {
                    edits.append(ValueEdit(path, .rename(to: renamed, nil)))
                }
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() {
                let path = pointer.appending(index)
                if includes(path) { look(at: element, path, isNamed: isNamed) }
            }
        case .string(let text):
            let isProfile = isNamed && isTelling && text.trimmedAsJavaScript == id
            if let renamed = renamedModel(text) ?? (isProfile ? new : nil) {
                edits.append(ValueEdit(pointer, .set(.string(renamed))))
            }
        case .null, .bool, .number: break
        }
    }

    /// `provider/model@profile` with the new profile; nil if the text names none, or another one.
    private func renamedModel(_ text: String) -> String? {
        let suffix = "@" + id
        guard text.hasSuffix(suffix), text.utf8.count > suffix.utf8.count else { return nil }
        // The suffix as a whole: at its start, an id can combine with the `@` to one character.
        return String(text.dropLast(suffix.count)) + "@" + new
    }

    /// Whether nothing but the profile is called like its id. One without a provider is a word that other members may
    /// have as well, such as the profile of a browser.
    private var isTelling: Bool { id.contains(":") }

    /// `preferredProfile`, `authProfileId`: the gateway has no name for them all, and an id with its
    /// provider is no other word.
    private static func holdsProfile(_ key: String) -> Bool { key.lowercased().contains("profile") }
}
