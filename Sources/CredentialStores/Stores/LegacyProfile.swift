package import Credentials
import JSON5

/// A credential of an older file, as it would be imported.
package struct LegacyProfile: Sendable, Equatable {
    package let profile: Profile
    /// The entry with the field names of a stored profile; unknown fields are kept.
    let value: Value
}
