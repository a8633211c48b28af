package import GatewayHost

/// What the wizard knows of a host: facts to show, and the planner that goes with them.
package struct WizardHost: Sendable {
    package var facts: SetupFacts
    /// Turns answers into a plan; pure, so that Review can plan as often as it is drawn.
    package var planner: @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>

    /// A path as it is shown, `~` for the home folder.
    package var display: @Sendable (String) -> String

    package init(
        facts: SetupFacts,
        planner: @escaping @Sendable (SetupAnswers) -> Result<ChangePlan, Problem>,
        display: @escaping @Sendable (String) -> String
    ) {
        self.facts = facts
        self.planner = planner
        self.display = display
    }
}

/// The acts of the wizard that touch the host: real files, or a stub that counts.
///
/// Implementers guarantee: nothing of the gateway is written outside `apply` and `undo`; both are all or nothing and return within about
/// a second. A lock that somebody else holds is not waited for: `apply` returns `.locked` at once, the screen keeps
/// answering keys ("Waiting for pid 812, 3 s. Esc stops.") and asks again four times a second until it gets the lock or
/// the person stops.
@MainActor
package protocol WizardEffects: AnyObject {
    func apply(_ plan: ChangePlan) -> Result<ApplyReport, ApplyFailure>
    /// Reads the host again.
    func reread() -> Result<WizardHost, Problem>
    /// Takes back what `apply` did last; the lines name what was put back.
    func undo() -> Result<[String], Problem>
    /// Keeps answers for the next start: the connection is lost. The one thing that is written without an apply.
    func keep(_ draft: SetupDraft)
}
