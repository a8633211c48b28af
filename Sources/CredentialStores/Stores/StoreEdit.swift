package import Credentials

/// One change of a credential store, as data: what it means to the gateway, not what is written.
package enum StoreEdit: Sendable, Equatable {
    /// Adds a profile, or replaces the credential of the profile with this id. Usage marks stay.
    case upsert(Profile)
    /// Stores a profile as it is stored for another agent, with the fields that this program does not know but without
    /// its usage marks. A login is refused: if two stores refresh one token, they lock each other out.
    case copy(Profile)
    /// Adds the profiles of an older version whose ids do not exist yet.
    case importLegacy([LegacyProfile])
    /// Makes profiles of the credentials in the store that the gateway does not read (`CredentialStore.unread`).
    case mendUnread
    /// Removes a profile and every reference to it in the store.
    case remove(String)
    /// Gives a profile another id, in its place, and every reference to it in the store; in a store without the profile
    /// only the references.
    case rename(String, to: String)
    /// Sets the order of a provider's profiles in the store; nil removes it, so that the gateway rotates them.
    case setOrder([String]?, provider: String)
    /// Removes all failure marks of one profile, so that the gateway tries it again.
    case clearFailures(String)
    /// Records a successful use at a time in Unix milliseconds.
    case markUsed(String, now: Int64)
    /// Records the profile that succeeded last.
    case markGood(String, provider: String)
    /// Records a failure at a time in Unix milliseconds, and until when the profile is skipped.
    case markFailure(String, FailureReason, CooldownSettings, now: Int64)
}
