/// For which model a profile is asked about: since release 2026.6.5 a mark can stop one model and leave the others.
package enum AskedModel: Sendable, Equatable {
    /// For none in particular: every mark counts.
    case any
    /// For this one, named without its provider.
    case one(String)
    /// For all of them: only a mark that stops every model counts.
    case all
}
