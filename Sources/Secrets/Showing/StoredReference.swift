/// What a stored profile has instead of a secret, or beside one, to name the place of a secret.
///
/// It goes away when the profile gets a secret of its own, so it is named before that, whatever a gateway makes of it.
package enum StoredReference: Sendable, Hashable {
    case whole(SecretReference)
    /// Meant as a reference and none: the gateway finds nothing.
    case malformed(MalformedReference)

    package var whole: SecretReference? { if case .whole(let reference) = self { reference } else { nil } }
}

/// A member that should be a reference and is none.
package struct MalformedReference: Sendable, Hashable {
    /// What is wrong with it; also the suffix of its text key.
    package enum Flaw: String, Sendable, CaseIterable {
        case notAnObject, noSource, unknownSource, noID
    }

    /// `keyRef`, `tokenRef`, `oauthRef`, or the member of the secret itself.
    package let member: String
    package let flaw: Flaw

    package init(_ member: String, _ flaw: Flaw) {
        self.member = member
        self.flaw = flaw
    }
}
