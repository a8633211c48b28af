package import GatewayHost

/// Events that only browse screens handle.
package enum BrowseEvent: Sendable {
    /// A watched file was written, renamed or removed, by any process.
    case filesChanged
    /// The host was read at this time of the loop's clock.
    case read(BrowseHost, at: Int64)
    /// A preview of undo as lines; nil if there is nothing to undo.
    case undoPlanned(Result<[String]?, Problem>)
    /// The editor ended and the terminal is back; the problem says why it did not do its work.
    case edited(Problem?)
    /// The setup for a wizard on this host.
    case wizard(Result<WizardSetup, Problem>)
}

/// Requests that only browse screens make.
package enum BrowseRequest: Sendable, Equatable {
    /// Read the host; answered by `BrowseEvent.read`.
    case read
    /// Preview undo; answered by `BrowseEvent.undoPlanned`.
    case planUndo
    /// Undo the apply with this id; answered by `ScreenEvent.undone`.
    case undo(record: String)
    /// Give the terminal to the person's editor; answered by `BrowseEvent.edited`, and the host is read again.
    case edit(path: String, line: Int)
    /// Prepare a wizard, for this agent if one is given.
    case prepareWizard(agent: String?)
    /// Push another screen; handled by the navigator.
    case open(BrowsePage)
    /// Pop this screen; handled by the navigator.
    case back
}

/// The screens that can be pushed.
package enum BrowsePage: Sendable, Equatable {
    /// The profiles of an agent, with `profile` marked if given.
    case profiles(agent: String?, profile: String?)
    /// The same, and the preview of an act opens; without a profile, on the one that explains the verdict.
    case act(ProfileAct, agent: String, profile: String?)
    case agents
    /// The parameters of the models.
    case parameters
    /// What was changed and the backups; with the preview of putting this one back, if one is given.
    case history(restoring: BackupID?)
    case wizard(agent: String?)
    /// The wizard at the page that takes a new credential for an agent.
    case credential(agent: String)
}

/// What another screen can ask of a profile; each opens a preview first.
package enum ProfileAct: String, Sendable {
    case check
    /// Replace its secret.
    case replace
    /// Clear its cooldown without a check.
    case clear
    /// List it in the config.
    case include
}

/// The side effects of the browse screens: real files or a test double.
///
/// Implementers guarantee: none of these calls writes a file of the gateway; `read` never fails, and whatever could not
/// be read is listed in the host's problems.
@MainActor
package protocol BrowseEffects: AnyObject {
    /// Reads the host. Plans made from it are the ones that `WizardEffects.apply` applies.
    func read() -> BrowseHost
    /// A preview of undo as lines; nil if there is nothing to undo.
    func plannedUndo() -> Result<[String]?, Problem>
    /// Undoes the apply with this id; the lines say what was restored.
    func undo(record: String) -> Result<[String], Problem>
    /// Runs the person's editor, while the terminal is theirs; nil if it ended well.
    func edit(path: String, line: Int) -> Problem?
    func wizardSetup(agent: String?) -> Result<WizardSetup, Problem>
}
