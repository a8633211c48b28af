package import GatewayHost

/// What the screens that show things react to, beside keys and applies.
package enum TableEvent: Sendable {
    /// A file of the host was written, renamed or removed, by whomever.
    case filesChanged
    /// The host was read; the time is that of the loop's clock.
    case read(TableHost, at: Int64)
    /// What taking the last apply back would do, in lines; nil when there is none.
    case undoPlanned(Result<[String]?, Problem>)
    /// What a wizard over this host is started with.
    case wizard(Result<WizardSetup, Problem>)
}

/// What the screens that show things want done.
package enum TableRequest: Sendable, Equatable {
    /// Read the host; the answer is `TableEvent.read`.
    case read
    /// Say what undo would do, without doing it.
    case planUndo
    /// Make ready for a wizard, for one agent where it is named.
    case prepareWizard(agent: String?)
    /// Another screen over this one; the navigator does it.
    case open(TablePage)
    /// Back to the screen below; the navigator does it.
    case back
}

/// The screens that can be opened.
package enum TablePage: Sendable, Equatable {
    /// The profiles of an agent, the one with this id marked where it is given.
    case profiles(agent: String?, profile: String?)
    /// The same, with the question whether that profile is to be checked.
    case check(agent: String, profile: String?)
    case agents
    /// The parameters of the models.
    case parameters
    case wizard(agent: String?)
}

/// The acts of the screens that show things: real files, or a stub.
///
/// Implementers guarantee: nothing here writes a file of the gateway; `read` never fails, what could not be read stands in
/// the host's problems.
@MainActor
package protocol TableEffects: AnyObject {
    /// Reads the host; the plans that are made of it are those that `WizardEffects.apply` carries out.
    func read() -> TableHost
    /// What undo would do; nil when there is nothing to take back.
    func plannedUndo() -> Result<[String]?, Problem>
    func wizardSetup(agent: String?) -> Result<WizardSetup, Problem>
}
